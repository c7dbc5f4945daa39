//! What polls tasks: the thread's own queue first, then those that came from outside.

use super::context;
use super::handle::Handle;
use super::task::Run;
use std::sync::Arc;

/// A worker, on its thread.
pub(crate) struct Worker<'a> {
    handle: &'a Handle,
}

impl<'a> Worker<'a> {
    pub(crate) fn new(handle: &'a Handle) -> Worker<'a> {
        Worker { handle }
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
        own().or_else(injected)
    }

    fn sleep(&mut self) {
        self.handle.drive(&self.handle.shared.parker);
    }
}
