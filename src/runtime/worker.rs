//! A thread that polls tasks: its own first, then those that came from outside,
//! then those of other workers; built in *Work stealing*.

use super::handle::Handle;
use super::parker::Parker;
use super::queue::Queue;
use super::task::Run;
use super::{budget, context};
use std::sync::Arc;

/// How many tasks are run until the driver, or the future of `block_on`, has its
/// turn. tokio's number; it bounds how long anybody waits for a turn.
const TURNS: u32 = 61;

/// How many tasks of the worker's own queue are run until one of the injector has
/// its turn. tokio's number on one thread.
const OWN_TURNS: u32 = 31;

/// What others see of a worker.
#[derive(Default)]
pub(crate) struct Remote {
    /// Its queue, where others may steal. A runtime on one thread does not use it:
    /// what nobody else sees needs no lock.
    pub(crate) queue: Queue<Arc<dyn Run>>,
    /// Where it sleeps.
    pub(crate) parker: Parker,
}

/// A worker, on its thread.
pub(crate) struct Worker<'a> {
    handle: &'a Handle,
    /// Its number.
    index: usize,
    /// How many tasks it has run since the driver had its turn.
    turn: u32,
    /// How many tasks it has run in all.
    tick: u32,
    /// Whether it counts as searching.
    is_searching: bool,
}

impl<'a> Worker<'a> {
    pub(crate) fn new(handle: &'a Handle, index: usize) -> Worker<'a> {
        Worker {
            handle,
            index,
            turn: 0,
            tick: 0,
            is_searching: false,
        }
    }

    /// Runs what is ready, for one round of turns at most. If nothing was and
    /// `may_sleep` says so, sleeps until something may be.
    pub(crate) fn round(&mut self, may_sleep: impl FnOnce() -> bool) {
        // The future of `block_on` had one.
        self.turn += 1;
        let before = self.tick;
        while self.turn < TURNS
            && let Some(task) = self.next()
        {
            self.turn += 1;
            budget::with_budget(|| task.run());
        }
        if self.tick == before && may_sleep() {
            self.turn = 0;
            self.sleep();
        } else if self.turn >= TURNS {
            self.turn = 0;
            self.handle.drive(self.index, false);
        }
    }

    /// Runs all that is left: the runtime is shut down.
    pub(crate) fn finish(&mut self) {
        while let Some(task) = self.next() {
            task.run();
        }
    }

    /// The next task that is ready.
    fn next(&mut self) -> Option<Arc<dyn Run>> {
        let injected = || self.handle.shared.injector.pop();
        let own = || context::pop(self.handle);
        let task = match self.tick.wrapping_add(1).is_multiple_of(OWN_TURNS) {
            true => injected().or_else(own),
            false => own().or_else(injected),
        };
        let task = task.or_else(|| self.steal())?;
        self.tick = self.tick.wrapping_add(1);
        // What became ready while this one searched has called nobody.
        if std::mem::take(&mut self.is_searching)
            && self.handle.shared.idle.found()
            && self.handle.has_work()
        {
            self.handle.call();
        }
        Some(task)
    }

    /// Takes tasks from another worker.
    fn steal(&mut self) -> Option<Arc<dyn Run>> {
        let workers = &self.handle.shared.workers;
        let idle = &self.handle.shared.idle;
        self.is_searching = self.is_searching || (workers.len() > 1 && idle.search(workers.len()));
        if !self.is_searching {
            return None;
        }
        let own = &workers[self.index].queue;
        // Each begins at another, so that not all steal from the same.
        let mut others = (1..workers.len()).map(|step| (self.index + step) % workers.len());
        others.find_map(|other| workers[other].queue.steal(own))
    }

    fn sleep(&mut self) {
        let idle = &self.handle.shared.idle;
        idle.sleep(self.index, std::mem::take(&mut self.is_searching));
        // What became ready before this one was counted as asleep called nobody.
        if !self.handle.has_work() && !self.handle.drive(self.index, true) {
            self.handle.shared.workers[self.index].parker.park(None);
        }
        self.is_searching = idle.wake_up(self.index);
    }
}

impl Drop for Worker<'_> {
    /// Who was called and stops before it has looked searches no more. Else nobody
    /// would be called again.
    fn drop(&mut self) {
        if self.is_searching {
            self.handle.shared.idle.found();
        }
    }
}
