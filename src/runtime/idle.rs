//! Which workers sleep and which look for work, so that a task that becomes
//! ready wakes one of them, and not all; built in *Parking*.

use super::shared::lock;
use super::sync::{AtomicBool, Mutex};
use std::sync::atomic::Ordering::Relaxed;

/// The workers that have nothing to poll.
///
/// No wake-up is lost: who has put a task into a queue asks afterwards whether a
/// worker is to be woken, and a worker looks into all queues once more after it
/// is counted as asleep. Both take the queue's lock. Whoever has it second sees
/// what the first did before: the worker sees the task, or the other one sees
/// the sleeper.
#[derive(Default)]
pub(crate) struct Idle {
    state: Mutex<State>,
    /// Whether a task that becomes ready has to wake somebody: one sleeps, and
    /// nobody searches. Changed under the lock of `state`, and read without it.
    is_sleeper_needed: AtomicBool,
}

#[derive(Default)]
struct State {
    /// How many look into the queues of others now: what is put there, they find.
    searching: usize,
    /// The numbers of those that sleep, or are about to.
    sleepers: Vec<usize>,
}

impl Idle {
    /// Changes the state, and what is told of it.
    fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let mut state = lock(&self.state);
        let changed = change(&mut state);
        let is_needed = state.searching == 0 && !state.sleepers.is_empty();
        self.is_sleeper_needed.store(is_needed, Relaxed);
        changed
    }

    /// The worker that a task which became ready has to wake, if any. It counts
    /// as searching from now on.
    #[must_use = "the worker is to be unparked"]
    pub(crate) fn call(&self) -> Option<usize> {
        if !self.is_sleeper_needed.load(Relaxed) {
            return None;
        }
        self.change(|state| {
            let worker = state.sleepers.pop_if(|_| state.searching == 0)?;
            state.searching += 1;
            Some(worker)
        })
    }

    /// A worker, of so many, wants to look into the queues of others. No more than half
    /// of all do so at a time: they would only be in each other's way.
    pub(crate) fn search(&self, workers: usize) -> bool {
        self.change(|state| {
            let may_search = state.searching * 2 < workers;
            state.searching += usize::from(may_search);
            may_search
        })
    }

    /// A worker that searched has found something, or ends. Whether nobody searches any
    /// more: then there may be work that nobody was woken for.
    pub(crate) fn found(&self) -> bool {
        self.change(|state| {
            state.searching -= 1;
            state.searching == 0
        })
    }

    /// A worker is about to sleep, and searches no more.
    pub(crate) fn sleep(&self, worker: usize, is_searching: bool) {
        self.change(|state| {
            state.searching -= usize::from(is_searching);
            state.sleepers.push(worker);
        });
    }

    /// A worker is awake. Whether it was called, and counts as searching.
    pub(crate) fn wake_up(&self, worker: usize) -> bool {
        self.change(|state| {
            let place = state.sleepers.iter().position(|sleeper| *sleeper == worker);
            place.map(|place| state.sleepers.remove(place)).is_none()
        })
    }
}
