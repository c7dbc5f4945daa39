//! A task's state: no wake is lost, and one thread at a time is in the future.

use crate::state::State;
use loom::cell::UnsafeCell;
use loom::sync::atomic::{AtomicUsize, Ordering};
use loom::sync::{Arc, Mutex};
use loom::thread;
use std::collections::VecDeque;

/// A task whose future is ready when it sees that all its wakers have written.
/// What it sees is not guarded by anything but the task's state.
struct Task {
    state: State,
    /// What each waker writes before it wakes. Only the state orders it.
    written: Vec<AtomicUsize>,
    /// What only the worker that polls may touch; loom fails if two do.
    future: UnsafeCell<usize>,
    /// How often it is in the run queue.
    queued: Mutex<VecDeque<()>>,
}

impl Task {
    /// A task that is in the queue, with so many wakers.
    fn new(wakers: usize) -> Arc<Task> {
        Arc::new(Task {
            state: State::scheduled(),
            written: (0..wakers).map(|_| AtomicUsize::new(0)).collect(),
            future: UnsafeCell::new(0),
            queued: Mutex::new(VecDeque::from([()])),
        })
    }

    /// What a waker does, after something has changed.
    fn write_and_wake(&self, waker: usize) {
        self.written[waker].store(1, Ordering::Relaxed);
        if self.state.wake() {
            self.push();
        }
    }

    fn push(&self) {
        let mut queued = self.queued.lock().unwrap();
        queued.push_back(());
        assert_eq!(queued.len(), 1, "a task is in one queue, once");
    }

    /// Runs the task if it is queued; whether it was.
    fn run(&self) -> bool {
        if self.queued.lock().unwrap().pop_front().is_none() {
            return false;
        }
        let is_aborted = self.state.begin();
        self.future.with_mut(|_| ());
        let is_written = |count: &AtomicUsize| count.load(Ordering::Relaxed) == 1;
        if is_aborted || self.written.iter().all(is_written) {
            self.state.finish();
        } else if self.state.pause() {
            self.push();
        }
        true
    }
}

#[test]
fn a_wake_is_never_lost() {
    loom::model(|| {
        let task = Task::new(1);
        let waker = {
            let task = task.clone();
            thread::spawn(move || task.write_and_wake(0))
        };
        while task.run() {}
        waker.join().unwrap();
        while task.run() {}
        assert!(task.state.is_done(), "it was woken, and nobody polled it");
    });
}

#[test]
fn two_wakers_and_two_workers_lose_nothing() {
    let mut model = loom::model::Builder::new();
    model.preemption_bound = Some(2);
    model.check(|| {
        let task = Task::new(2);
        let other = {
            let task = task.clone();
            thread::spawn(move || {
                task.write_and_wake(0);
                while task.run() {}
            })
        };
        let waker = {
            let task = task.clone();
            thread::spawn(move || task.write_and_wake(1))
        };
        while task.run() {}
        other.join().unwrap();
        waker.join().unwrap();
        while task.run() {}
        assert!(task.state.is_done(), "it was woken, and nobody polled it");
    });
}

#[test]
fn an_aborted_task_is_cancelled_or_done() {
    loom::model(|| {
        let task = Task::new(1);
        let aborter = {
            let task = task.clone();
            thread::spawn(move || {
                if task.state.abort() {
                    task.push();
                }
            })
        };
        while task.run() {}
        aborter.join().unwrap();
        while task.run() {}
        assert!(task.state.is_done(), "its future is still there");
    });
}

#[test]
fn who_sees_a_task_done_sees_its_output() {
    loom::model(|| {
        let task = Task::new(0);
        let joiner = {
            let task = task.clone();
            thread::spawn(move || {
                if task.state.is_done() {
                    task.future.with(|_| ());
                }
            })
        };
        while task.run() {}
        joiner.join().unwrap();
    });
}
