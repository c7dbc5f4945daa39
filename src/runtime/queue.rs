//! What is ready, in the order in which it became so, where any thread may put
//! it and take it; built in *A run queue*, and stolen from in *Work stealing*.

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
    /// Puts a task in; how many there are then.
    pub(crate) fn push(&self, task: T) -> usize {
        let mut tasks = lock(&self.tasks);
        tasks.push_back(task);
        self.length.store(tasks.len(), Relaxed);
        tasks.len()
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

    /// Takes the older half, one of one: the first is returned, the others go to
    /// `other`, which is the thief's own.
    pub(crate) fn steal(&self, other: &Queue<T>) -> Option<T> {
        let mut tasks = self.lock_unless_empty()?;
        let half = tasks.len().div_ceil(2);
        let mut stolen: VecDeque<T> = tasks.drain(..half).collect();
        self.length.store(tasks.len(), Relaxed);
        drop(tasks);
        // Never both locks at once: two thieves may steal from one another.
        let first = stolen.pop_front();
        if !stolen.is_empty() {
            let mut own = lock(&other.tasks);
            own.extend(stolen);
            other.length.store(own.len(), Relaxed);
        }
        first
    }

    /// How many there are. Under the lock: who puts a task in later sees what
    /// this thread did before it looked.
    pub(crate) fn len(&self) -> usize {
        lock(&self.tasks).len()
    }
}
