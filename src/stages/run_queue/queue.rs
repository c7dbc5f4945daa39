//! What is ready, in the order in which it became so, where any thread may put
//! it and take it; built in *A run queue*.

use super::shared::lock;
use super::sync::{AtomicUsize, Mutex, MutexGuard};
use std::collections::VecDeque;
use std::sync::atomic::Ordering::Relaxed;

/// A queue of tasks, first in, first out.
pub(crate) struct Queue<T> {
    tasks: Mutex<VecDeque<T>>,
    /// How many there are. Changed under the lock. Read without it to save the
    /// lock, by who looks again before it sleeps.
    length: AtomicUsize,
}

impl<T> Default for Queue<T> {
    fn default() -> Queue<T> {
        Queue {
            tasks: Mutex::default(),
            length: AtomicUsize::default(),
        }
    }
}

impl<T> Queue<T> {
    /// Puts a task in.
    pub(crate) fn push(&self, task: T) {
        let mut tasks = lock(&self.tasks);
        tasks.push_back(task);
        self.length.store(tasks.len(), Relaxed);
    }

    fn lock_unless_empty(&self) -> Option<MutexGuard<'_, VecDeque<T>>> {
        (self.length.load(Relaxed) > 0).then(|| lock(&self.tasks))
    }

    /// Takes the task that was put in first.
    pub(crate) fn pop(&self) -> Option<T> {
        let mut tasks = self.lock_unless_empty()?;
        let task = tasks.pop_front();
        self.length.store(tasks.len(), Relaxed);
        task
    }
}
