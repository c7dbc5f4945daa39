//! A thread that polls tasks: its own first, then those that came from outside,
//! then those of other workers; built in *Work stealing*.

use super::context;
use super::handle::Handle;
use super::parker::Parker;
use super::queue::Queue;
use super::task::Run;
use std::sync::Arc;

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
}

impl<'a> Worker<'a> {
    pub(crate) fn new(handle: &'a Handle, index: usize) -> Worker<'a> {
        Worker { handle, index }
    }

    // ANCHOR: round
    /// Runs what is ready. Then, if `may_sleep` says so, sleeps until something may
    /// be.
    pub(crate) fn round(&mut self, may_sleep: impl FnOnce() -> bool) {
        while let Some(task) = self.next() {
            task.run();
        }
        if may_sleep() {
            self.sleep();
        }
    }
    // ANCHOR_END: round

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
        own().or_else(injected).or_else(|| self.steal())
    }

    // ANCHOR: steal
    /// Takes tasks from another worker.
    fn steal(&self) -> Option<Arc<dyn Run>> {
        let workers = &self.handle.shared.workers;
        let own = &workers[self.index].queue;
        // Each begins at another, so that not all steal from the same.
        let mut others = (1..workers.len()).map(|step| (self.index + step) % workers.len());
        others.find_map(|other| workers[other].queue.steal(own))
    }
    // ANCHOR_END: steal

    /// Sleeps. What became ready since this worker looked has unparked it.
    fn sleep(&mut self) {
        let parker = &self.handle.shared.workers[self.index].parker;
        match self.index {
            0 => self.handle.drive(parker),
            _ => parker.park(None),
        }
    }
}
