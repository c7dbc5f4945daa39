//! All tasks of a runtime that are alive, so that it can drop them when it shuts
//! down; built in *A run queue*.

use super::shared::lock;
use super::sync::Mutex;
use super::task::Run;
use slab::Slab;
use std::sync::Arc;

/// The tasks, each under a key of its own.
#[derive(Default)]
pub(crate) struct Owned {
    tasks: Mutex<Tasks>,
}

#[derive(Default)]
struct Tasks {
    alive: Slab<Arc<dyn Run>>,
    /// Whether the runtime shuts down, and takes no more.
    is_closed: bool,
}

impl Owned {
    /// Makes a task with a key and keeps it; also whether the runtime still takes
    /// tasks. If not, the task has to be cancelled.
    pub(crate) fn add<R: Run + 'static>(
        &self,
        make: impl FnOnce(usize) -> Arc<R>,
    ) -> (Arc<R>, bool) {
        let mut tasks = lock(&self.tasks);
        let place = tasks.alive.vacant_entry();
        let task = make(place.key());
        place.insert(task.clone());
        (task, !tasks.is_closed)
    }

    /// The task of this key is done. Returns what was kept, to be dropped by the
    /// caller, who holds no lock.
    pub(crate) fn remove(&self, key: usize) -> Option<Arc<dyn Run>> {
        lock(&self.tasks).alive.try_remove(key)
    }

    /// Whether all tasks are done.
    pub(crate) fn is_empty(&self) -> bool {
        lock(&self.tasks).alive.is_empty()
    }

    /// Takes no more tasks, and returns those that are alive.
    pub(crate) fn close(&self) -> Vec<Arc<dyn Run>> {
        let mut tasks = lock(&self.tasks);
        tasks.is_closed = true;
        tasks.alive.iter().map(|(_, task)| task.clone()).collect()
    }
}
