//! Who is to be woken when: the timer queue of a runtime; built in *Timers*.

use super::shared::lock;
use super::sync::Mutex;
use std::collections::BTreeMap;
use std::task::Waker;
use std::time::Instant;

/// A timer's place in the queue: its deadline, and a number that no other has.
pub(crate) type Key = (Instant, u64);

/// The timers of a runtime, the earliest first. Any thread may set one; the thread
/// that runs the runtime wakes those that are due.
#[derive(Debug, Default)]
pub(crate) struct Timers {
    queue: Mutex<Queue>,
}

#[derive(Debug, Default)]
struct Queue {
    wakers: BTreeMap<Key, Waker>,
    /// The number that was given last.
    next: u64,
    /// The worker that sleeps until the earliest is due, or is about to.
    sleeper: Option<usize>,
}

impl Timers {
    /// Sets a timer, in the place that it has, or in a new one: it may have fired
    /// early, on a clock of another thread. Returns, if it was not set and is the
    /// earliest, the worker that sleeps until another is due, and has to look again.
    pub(crate) fn set(
        &self,
        place: &mut Option<Key>,
        deadline: Instant,
        waker: &Waker,
    ) -> Option<usize> {
        let waker = waker.clone();
        let mut queue = lock(&self.queue);
        queue.next += 1;
        let key = *place.get_or_insert((deadline, queue.next));
        let old = queue.wakers.insert(key, waker);
        let earliest = queue.wakers.first_key_value();
        let is_earliest = earliest.is_some_and(|(first, _)| *first == key);
        let sleeper = queue.sleeper.filter(|_| is_earliest && old.is_none());
        drop(queue);
        drop(old);
        sleeper
    }

    /// A worker is about to sleep until the earliest is due: when that is. Under the
    /// lock, so that who sets an earlier one sees the sleeper, or is seen by it.
    pub(crate) fn begin_sleep(&self, worker: usize) -> Option<Instant> {
        let mut queue = lock(&self.queue);
        queue.sleeper = Some(worker);
        queue.wakers.first_key_value().map(|(key, _)| key.0)
    }

    /// Takes a timer away, if it is still set.
    pub(crate) fn cancel(&self, key: Key) {
        // Dropped after the lock.
        let waker = lock(&self.queue).wakers.remove(&key);
        drop(waker);
    }

    /// The worker is awake, if one slept. Takes out those that are due, the earliest
    /// first: they are to be woken, by who holds no lock. Where there are no timers,
    /// nobody asks for the time.
    pub(crate) fn end_sleep(&self, now: impl FnOnce() -> Instant) -> Vec<Waker> {
        let mut due = Vec::new();
        let mut queue = lock(&self.queue);
        queue.sleeper = None;
        if !queue.wakers.is_empty() {
            let now = now();
            while let Some(first) = queue.wakers.first_entry()
                && first.key().0 <= now
            {
                due.push(first.remove());
            }
        }
        due
    }
}
