//! All tasks of a runtime that are alive, so that it can drop them when it shuts
//! down; built in *A run queue*.

use super::sync::{Mutex, MutexGuard};
use super::task::Run;
use std::sync::{Arc, PoisonError};

/// The tasks, each under a key of its own.
pub(crate) struct Owned {
    tasks: Mutex<Tasks>,
}

/// The places of tasks.
struct Tasks {
    /// The task of each key; none where the key is free.
    places: Vec<Option<Arc<dyn Run>>>,
    /// The free keys.
    free: Vec<usize>,
    /// Whether the runtime shuts down, and takes no more.
    is_closed: bool,
}

impl Owned {
    pub(crate) fn new() -> Owned {
        Owned {
            tasks: Mutex::new(Tasks {
                places: Vec::new(),
                free: Vec::new(),
                is_closed: false,
            }),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Tasks> {
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes a task with a key and keeps it; also whether the runtime still takes
    /// tasks. If not, the task is not kept, and has to be aborted.
    pub(crate) fn add<R: Run + 'static>(
        &self,
        make: impl FnOnce(usize) -> Arc<R>,
    ) -> (Arc<R>, bool) {
        let mut tasks = self.lock();
        if tasks.is_closed {
            drop(tasks);
            return (make(usize::MAX), false);
        }
        let key = tasks.free.pop().unwrap_or(tasks.places.len());
        let task = make(key);
        if key == tasks.places.len() {
            tasks.places.push(None);
        }
        tasks.places[key] = Some(task.clone());
        (task, true)
    }

    /// The task of this key is done. Returns what was kept, to be dropped by the
    /// caller, who holds no lock.
    pub(crate) fn remove(&self, key: usize) -> Option<Arc<dyn Run>> {
        let mut tasks = self.lock();
        let task = tasks.places.get_mut(key)?.take()?;
        tasks.free.push(key);
        Some(task)
    }

    /// Takes no more tasks, and returns those that are alive.
    pub(crate) fn close(&self) -> Vec<Arc<dyn Run>> {
        let mut tasks = self.lock();
        tasks.is_closed = true;
        tasks.places.iter().flatten().cloned().collect()
    }
}
