//! Who is to be woken when: the timer queue of a runtime; built in *Timers*.

use super::shared::lock;
use super::sync::{AtomicUsize, Mutex};
use std::collections::BTreeMap;
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
    /// How many there are. Changed under the lock, and read without it to save the
    /// lock, by who looks again before it sleeps.
    length: AtomicUsize,
}

#[derive(Debug)]
struct Queue {
    wakers: BTreeMap<Key, Waker>,
    /// The number that is given next.
    next: u64,
    /// The worker that sleeps until the earliest is due, or is about to.
    sleeper: Option<usize>,
}

impl Timers {
    pub(crate) fn new() -> Timers {
        Timers {
            queue: Mutex::new(Queue {
                wakers: BTreeMap::new(),
                next: 0,
                sleeper: None,
            }),
            length: AtomicUsize::new(0),
        }
    }

    /// Sets a timer. Returns its key, and, if it is the earliest, the worker that
    /// sleeps until another is due, and has to look again.
    pub(crate) fn set(&self, deadline: Instant, waker: &Waker) -> (Key, Option<usize>) {
        let waker = waker.clone();
        let mut queue = lock(&self.queue);
        let key = (deadline, queue.next);
        queue.next += 1;
        queue.wakers.insert(key, waker);
        self.length.store(queue.wakers.len(), Relaxed);
        let earliest = queue.wakers.first_key_value();
        let is_earliest = earliest.is_some_and(|(first, _)| *first == key);
        (key, queue.sleeper.filter(|_| is_earliest))
    }

    /// A worker is about to sleep until the earliest is due: when that is. Under the
    /// lock, so that who sets an earlier one sees the sleeper, or is seen by it.
    pub(crate) fn begin_sleep(&self, worker: usize) -> Option<Instant> {
        let mut queue = lock(&self.queue);
        queue.sleeper = Some(worker);
        queue.wakers.first_key_value().map(|(key, _)| key.0)
    }

    /// The worker is awake.
    pub(crate) fn end_sleep(&self) {
        lock(&self.queue).sleeper = None;
    }

    /// The worker that sleeps until the earliest is due.
    pub(crate) fn sleeper(&self) -> Option<usize> {
        lock(&self.queue).sleeper
    }

    /// Lets a timer wake another task. Whether it was still set.
    pub(crate) fn replace(&self, key: Key, waker: &Waker) -> bool {
        let mut queue = lock(&self.queue);
        let old = match queue.wakers.get_mut(&key) {
            None => return false,
            Some(kept) if kept.will_wake(waker) => return true,
            Some(kept) => std::mem::replace(kept, waker.clone()),
        };
        drop(queue);
        drop(old);
        true
    }

    /// Takes a timer away, if it is still set.
    pub(crate) fn cancel(&self, key: Key) {
        let mut queue = lock(&self.queue);
        let waker = queue.wakers.remove(&key);
        self.length.store(queue.wakers.len(), Relaxed);
        drop(queue);
        drop(waker);
    }

    /// When the earliest is due.
    pub(crate) fn earliest(&self) -> Option<Instant> {
        if self.length.load(Relaxed) == 0 {
            return None;
        }
        let queue = lock(&self.queue);
        let (&(deadline, _), _) = queue.wakers.first_key_value()?;
        Some(deadline)
    }

    /// Takes out those that are due, the earliest first: they are to be woken, by
    /// who holds no lock.
    pub(crate) fn due(&self, now: Instant) -> Vec<Waker> {
        let mut queue = lock(&self.queue);
        let later = queue.wakers.split_off(&(now, u64::MAX));
        let due = std::mem::replace(&mut queue.wakers, later);
        self.length.store(queue.wakers.len(), Relaxed);
        due.into_values().collect()
    }
}
