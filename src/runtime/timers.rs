//! Who is to be woken when: the timer queue of a runtime; built in *Timers*.

use super::sync::{AtomicUsize, Mutex, MutexGuard};
use std::collections::BTreeMap;
use std::sync::PoisonError;
use std::sync::atomic::Ordering::Relaxed;
use std::task::Waker;
use std::time::Instant;

/// A timer's place in the queue: its deadline, and a number that no other has.
pub(crate) type Key = (Instant, u64);

/// The timers of a runtime, the earliest first. Any thread may set one; the thread
/// that runs the runtime wakes those that are due.
#[derive(Debug)]
pub(crate) struct Timers {
    queue: Mutex<Queue>,
    /// How many there are. Changed under the lock, and read without it by the
    /// thread that runs the runtime: who sets the first also unparks it.
    length: AtomicUsize,
}

#[derive(Debug)]
struct Queue {
    wakers: BTreeMap<Key, Waker>,
    /// The number that is given next.
    next: u64,
}

impl Timers {
    pub(crate) fn new() -> Timers {
        Timers {
            queue: Mutex::new(Queue {
                wakers: BTreeMap::new(),
                next: 0,
            }),
            length: AtomicUsize::new(0),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Queue> {
        // A waker's clone may panic under it: then nothing was changed.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sets a timer. Returns its key, and whether it is the earliest, so that who
    /// sleeps until the earliest has to look again.
    pub(crate) fn set(&self, deadline: Instant, waker: &Waker) -> (Key, bool) {
        let waker = waker.clone();
        let mut queue = self.lock();
        let key = (deadline, queue.next);
        queue.next += 1;
        queue.wakers.insert(key, waker);
        self.length.store(queue.wakers.len(), Relaxed);
        let is_earliest = queue
            .wakers
            .first_key_value()
            .is_some_and(|(first, _)| *first == key);
        (key, is_earliest)
    }

    /// Lets a timer wake another task. Whether it was still set.
    pub(crate) fn replace(&self, key: Key, waker: &Waker) -> bool {
        let mut queue = self.lock();
        let kept = queue.wakers.get_mut(&key);
        kept.is_some_and(|kept| {
            kept.clone_from(waker);
            true
        })
    }

    /// Takes a timer away, if it is still set.
    pub(crate) fn cancel(&self, key: Key) {
        let mut queue = self.lock();
        let waker = queue.wakers.remove(&key);
        self.length.store(queue.wakers.len(), Relaxed);
        drop(queue);
        // A waker may do anything when it is dropped.
        drop(waker);
    }

    /// When the earliest is due.
    pub(crate) fn earliest(&self) -> Option<Instant> {
        if self.length.load(Relaxed) == 0 {
            return None;
        }
        let queue = self.lock();
        let (&(deadline, _), _) = queue.wakers.first_key_value()?;
        Some(deadline)
    }

    /// Takes out those that are due, the earliest first: they are to be woken, by
    /// who holds no lock.
    pub(crate) fn due(&self, now: Instant) -> Vec<Waker> {
        let mut queue = self.lock();
        let later = queue.wakers.split_off(&(now, u64::MAX));
        let due = std::mem::replace(&mut queue.wakers, later);
        self.length.store(queue.wakers.len(), Relaxed);
        due.into_values().collect()
    }
}
