//! A way to a runtime, from anywhere: spawns tasks, and is where they go when
//! they are woken.

use super::JoinHandle;
use super::clock::Clock;
use super::context;
use super::owned::Owned;
use super::parker::Parker;
use super::queue::Queue;
use super::reactor::Reactor;
use super::task::{Run, Task};
use super::timers::{Key, Timers};
use std::fmt;
use std::future::Future;
use std::io;
use std::sync::{Arc, OnceLock};
use std::task::Waker;
use std::time::Instant;

/// A handle to a [`Runtime`](super::Runtime). Clones are handles to the same.
#[derive(Clone)]
pub struct Handle {
    pub(crate) shared: Arc<Shared>,
}

/// What a runtime, its handles and its tasks share.
pub(crate) struct Shared {
    /// All tasks that are alive.
    pub(crate) owned: Owned,
    /// Tasks that became ready where no worker of this runtime is.
    pub(crate) injector: Queue<Arc<dyn Run>>,
    /// Where the worker sleeps.
    pub(crate) parker: Parker,
    pub(crate) clock: Clock,
    pub(crate) timers: Timers,
    /// Made for the first socket: a runtime without any needs no file descriptor.
    pub(crate) reactor: OnceLock<Reactor>,
}

impl Handle {
    pub(crate) fn new(clock: Clock) -> Handle {
        Handle {
            shared: Arc::new(Shared {
                owned: Owned::default(),
                injector: Queue::default(),
                parker: Parker::default(),
                clock,
                timers: Timers::default(),
                reactor: OnceLock::new(),
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
        context::ask(|here| here.handle.clone())
    }

    // ANCHOR: spawn
    /// Gives a future to the runtime, which polls it as a task of its own.
    ///
    /// A runtime that was shut down drops the future at once, and the handle says
    /// that the task was cancelled.
    pub fn spawn<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future<Output: Send + 'static> + Send + 'static,
    {
        let make = |key| Task::new(future, self.clone(), key);
        let (task, is_taken) = self.shared.owned.add(make);
        match is_taken {
            true => task.clone().schedule(),
            false => task.clone().cancel(),
        }
        JoinHandle { task }
    }
    // ANCHOR_END: spawn

    /// Whether both lead to the same runtime.
    pub(crate) fn is_same(&self, other: &Handle) -> bool {
        Arc::ptr_eq(&self.shared, &other.shared)
    }

    /// Puts a task where any thread may, and calls the worker.
    pub(crate) fn inject(&self, task: Arc<dyn Run>) {
        self.shared.injector.push(task);
        self.unpark();
    }

    /// Ends the sleep of the worker, or its next one.
    pub(crate) fn unpark(&self) {
        if self.shared.parker.unpark()
            && let Some(reactor) = self.shared.reactor.get()
        {
            reactor.interrupt();
        }
    }

    /// Sets a timer, and calls the worker that sleeps until a later one is due.
    pub(crate) fn set_timer(&self, place: &mut Option<Key>, deadline: Instant, waker: &Waker) {
        let sleeper = self.shared.timers.set(place, deadline, waker);
        sleeper.into_iter().for_each(|_| self.unpark());
    }

    /// The sockets of this runtime.
    ///
    /// # Errors
    ///
    /// When the system has no more file descriptors for the reactor.
    pub(crate) fn reactor(&self) -> io::Result<&Reactor> {
        let place = &self.shared.reactor;
        if place.get().is_none() && place.set(Reactor::new()?).is_ok() {
            // A worker that sleeps until a timer does not know of it.
            self.unpark();
        }
        Ok(place.get().expect("it was just made"))
    }

    /// Takes no more tasks, and has those dropped that are alive.
    pub(crate) fn close(&self) {
        for task in self.shared.owned.close() {
            task.abort();
        }
    }
}

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handle").finish_non_exhaustive()
    }
}
