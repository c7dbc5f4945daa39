//! A way to a runtime, from anywhere: spawns tasks, and is where they go when
//! they are woken.

use super::clock::Clock;
use super::context;
use super::owned::Owned;
use super::queue::Injector;
use super::task::{Run, Task};
use super::timers::Timers;
use super::{JoinHandle, Schedule};
use std::fmt;
use std::future::Future;
use std::sync::Arc;

/// A handle to a [`Runtime`](super::Runtime). Clones are handles to the same.
#[derive(Clone)]
pub struct Handle {
    shared: Arc<Shared>,
}

/// What a runtime, its handles and its tasks share.
struct Shared {
    /// All tasks that are alive.
    owned: Owned,
    /// Tasks that became ready on other threads.
    injector: Injector,
    clock: Clock,
    /// Who is to be woken when.
    timers: Timers,
}

impl Handle {
    pub(crate) fn new(clock: Clock) -> Handle {
        Handle {
            shared: Arc::new(Shared {
                owned: Owned::new(),
                injector: Injector::new(),
                clock,
                timers: Timers::new(),
            }),
        }
    }

    /// The runtime that the thread is in.
    ///
    /// # Panics
    ///
    /// When it is in none.
    #[track_caller]
    pub fn current() -> Handle {
        Handle::try_current().expect(
            "there is no runtime here: call this inside `Runtime::block_on`, in a task, or \
             use a `Handle` that you took there",
        )
    }

    /// The runtime that the thread is in, if it is in one.
    pub fn try_current() -> Option<Handle> {
        context::current()
    }

    /// Gives a future to the runtime, which polls it as a task of its own.
    ///
    /// A runtime that was shut down drops the future at once, and the handle says
    /// that the task was cancelled.
    pub fn spawn<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        let make = |key| Task::new(future, self.clone(), key);
        let (task, is_taken) = self.shared.owned.add(make);
        if is_taken {
            self.schedule(task.clone());
        } else {
            Run::abort(task.clone());
            task.clone().run();
        }
        JoinHandle::new(task)
    }

    /// Whether both lead to the same runtime.
    pub(crate) fn is_same(&self, other: &Handle) -> bool {
        Arc::ptr_eq(&self.shared, &other.shared)
    }

    /// Puts a task where any thread may.
    pub(crate) fn inject(&self, task: Arc<dyn Run>) {
        self.shared.injector.push(task);
    }

    /// Tasks that became ready on other threads.
    pub(crate) fn injector(&self) -> &Injector {
        &self.shared.injector
    }

    /// The time of this runtime.
    pub(crate) fn clock(&self) -> &Clock {
        &self.shared.clock
    }

    /// Who is to be woken when.
    pub(crate) fn timers(&self) -> &Timers {
        &self.shared.timers
    }

    /// There is something that the thread that runs the runtime has not seen when
    /// it went to sleep: an earlier timer.
    pub(crate) fn look_again(&self) {
        self.shared.injector.parker().unpark();
    }

    /// Takes no more tasks; those that are alive.
    pub(crate) fn close(&self) -> Vec<Arc<dyn Run>> {
        self.shared.owned.close()
    }
}

impl Schedule for Handle {
    fn schedule(&self, task: Arc<dyn Run>) {
        if let Err(task) = context::push(self, task) {
            self.inject(task);
        }
    }

    fn forget(&self, key: usize) {
        // Dropped here, where no lock is held: it may be the last of its task.
        drop(self.shared.owned.remove(key));
    }
}

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handle").finish_non_exhaustive()
    }
}
