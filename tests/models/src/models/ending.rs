//! Ends, of a runtime and of a `block_on`: what others do at that time is not lost.

use crate::idle::Idle;
use crate::owned::Owned;
use crate::parker::{Parker, Woken};
use crate::queue::Queue;
use crate::state::State;
use crate::task::Run;
use loom::sync::Arc;
use loom::sync::atomic::{AtomicUsize, Ordering};
use loom::thread;
use std::sync::Arc as Shared;

/// A runtime whose tasks wait for ever.
struct Runtime {
    owned: Owned,
    injector: Queue<Shared<Task>>,
    /// How many futures were dropped.
    drops: AtomicUsize,
}

struct Task {
    state: State,
    key: usize,
    runtime: Arc<Runtime>,
    /// The task itself, as a queue has it.
    this: std::sync::Weak<Task>,
}

impl Task {
    /// As its waker does.
    fn wake(&self) {
        if self.state.wake() {
            self.push();
        }
    }

    fn push(&self) {
        self.runtime.injector.push(self.this.upgrade().unwrap());
    }

    fn run(&self) {
        if self.state.begin() {
            self.runtime.drops.fetch_add(1, Ordering::Relaxed);
            self.state.finish();
            drop(self.runtime.owned.remove(self.key));
        } else if self.state.pause() {
            self.push();
        }
    }
}

impl Run for Task {
    fn abort(&self) {
        if self.state.abort() {
            self.push();
        }
    }
}

impl Runtime {
    fn new() -> Arc<Runtime> {
        Arc::new(Runtime {
            owned: Owned::default(),
            injector: Queue::default(),
            drops: AtomicUsize::new(0),
        })
    }

    /// As `Handle::spawn` does.
    fn spawn(runtime: &Arc<Runtime>) -> Shared<Task> {
        let make = |key| {
            Shared::new_cyclic(|this| Task {
                state: State::scheduled(),
                key,
                runtime: runtime.clone(),
                this: this.clone(),
            })
        };
        let (task, is_taken) = runtime.owned.add(make);
        if is_taken {
            task.push();
        } else {
            task.abort();
            task.run();
        }
        task
    }

    fn run_all(&self) {
        while let Some(task) = self.injector.pop() {
            task.run();
        }
    }

    /// As its drop does.
    fn end(&self) {
        for task in self.owned.close() {
            task.abort();
        }
        self.run_all();
        while !self.owned.is_empty() {
            thread::yield_now();
            self.run_all();
        }
    }
}

#[test]
fn a_task_that_is_woken_at_the_end_is_dropped() {
    loom::model(|| {
        let runtime = Runtime::new();
        let task = Runtime::spawn(&runtime);
        runtime.run_all();
        let waker = thread::spawn(move || task.wake());
        runtime.end();
        assert_eq!(runtime.drops.load(Ordering::Relaxed), 1);
        waker.join().unwrap();
    });
}

#[test]
fn a_task_that_is_spawned_at_the_end_is_dropped() {
    loom::model(|| {
        let runtime = Runtime::new();
        let spawner = {
            let runtime = runtime.clone();
            thread::spawn(move || drop(Runtime::spawn(&runtime)))
        };
        runtime.end();
        spawner.join().unwrap();
        assert_eq!(runtime.drops.load(Ordering::Relaxed), 1);
    });
}

/// The only worker of a runtime on one thread.
struct Only {
    injector: Queue<()>,
    idle: Idle,
    parker: Parker,
    woken: Woken,
}

impl Only {
    /// As `Runtime::block_on` does, until the future is woken, or so many tasks were
    /// run; how many were.
    fn block_on(&self, tasks: usize) -> usize {
        let mut is_searching = false;
        let mut ran = 0;
        while ran < tasks && !self.woken.take() {
            if self.injector.pop().is_some() {
                ran += 1;
                if std::mem::take(&mut is_searching) {
                    self.idle.found();
                }
            } else if !self.woken.is_set() {
                self.idle.sleep(0, std::mem::take(&mut is_searching));
                if self.injector.len() == 0 {
                    self.parker.park(None);
                }
                is_searching = self.idle.wake_up(0);
            }
        }
        // As the worker's drop does.
        if is_searching {
            self.idle.found();
        }
        ran
    }

    fn inject(&self) {
        self.injector.push(());
        if self.idle.call().is_some() {
            assert!(!self.parker.unpark());
        }
    }
}

/// The first `block_on` ends when it was just called for a task, and the second runs
/// that one and another: if its call is lost, it sleeps for ever.
#[test]
fn a_block_on_that_ends_when_it_was_called_leaves_no_task_waiting() {
    let mut model = loom::model::Builder::new();
    model.preemption_bound = Some(3);
    model.check(|| {
        let only = Arc::new(Only {
            injector: Queue::default(),
            idle: Idle::default(),
            parker: Parker::default(),
            woken: Woken::new(),
        });
        assert!(only.woken.take(), "the future has its first poll");
        let other = {
            let only = only.clone();
            thread::spawn(move || {
                only.woken.set();
                assert!(!only.parker.unpark());
                only.inject();
                only.inject();
            })
        };
        let first = only.block_on(usize::MAX);
        assert_eq!(first + only.block_on(2 - first), 2);
        other.join().unwrap();
    });
}
