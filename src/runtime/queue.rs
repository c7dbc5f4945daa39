//! The tasks that are ready: a queue for the thread that runs the runtime, and
//! one for all others; built in *A run queue*.

use super::parker::Parker;
use super::sync::{AtomicUsize, Mutex, MutexGuard};
use super::task::Run;
use std::collections::VecDeque;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Arc, PoisonError};

/// Tasks in the order in which they became ready.
pub(crate) type Tasks = VecDeque<Arc<dyn Run>>;

/// The queue that any thread may put tasks into: the injector.
pub(crate) struct Injector {
    tasks: Mutex<Tasks>,
    /// How many there are. Changed under the lock, and read without it to save
    /// the lock: who puts a task in also unparks the reader, who looks again.
    length: AtomicUsize,
    /// Where the thread that takes them out sleeps when there are none.
    parker: Parker,
}

impl Injector {
    pub(crate) fn new() -> Injector {
        Injector {
            tasks: Mutex::new(Tasks::new()),
            length: AtomicUsize::new(0),
            parker: Parker::new(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Tasks> {
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a task in, and wakes the thread that takes them out.
    pub(crate) fn push(&self, task: Arc<dyn Run>) {
        let mut tasks = self.lock();
        tasks.push_back(task);
        self.length.store(tasks.len(), Relaxed);
        drop(tasks);
        self.parker.unpark();
    }

    /// Takes the task that was put in first.
    pub(crate) fn pop(&self) -> Option<Arc<dyn Run>> {
        if self.length.load(Relaxed) == 0 {
            return None;
        }
        let mut tasks = self.lock();
        let task = tasks.pop_front();
        self.length.store(tasks.len(), Relaxed);
        task
    }

    /// Where the thread that takes tasks out sleeps.
    pub(crate) fn parker(&self) -> &Parker {
        &self.parker
    }
}
