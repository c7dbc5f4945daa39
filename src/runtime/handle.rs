//! A way to a runtime, from anywhere: spawns tasks, and is where they go when
//! they are woken.

use super::JoinHandle;
use super::blocking::Pool;
use super::clock::Clock;
use super::context;
use super::idle::Idle;
use super::owned::Owned;
use super::queue::Queue;
use super::reactor::Reactor;
use super::recorded::{Kind, recorded};
use super::task::{Run, Task};
use super::timers::{Key, Timers};
use super::worker::Remote;
use std::fmt;
use std::future::Future;
use std::io;
use std::panic::Location;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, Mutex, OnceLock};
use std::task::Waker;
use std::time::Instant;

/// A handle to a [`Runtime`](super::Runtime). Clones are handles to the same.
///
/// ```
/// use poll_by_poll::runtime::{Handle, Runtime};
/// use std::thread;
///
/// assert!(Handle::try_current().is_none(), "this thread is in no runtime");
/// let celsius = Runtime::new().block_on(async {
///     let handle = Handle::current();
///     let other = thread::spawn(move || handle.spawn(async { 14 }));
///     other.join().unwrap().await.unwrap()
/// });
/// assert_eq!(celsius, 14);
/// ```
#[derive(Clone)]
pub struct Handle {
    pub(crate) shared: Arc<Shared>,
}

/// What a runtime, its workers, its handles and its tasks share.
pub(crate) struct Shared {
    /// All tasks that are alive.
    pub(crate) owned: Owned,
    /// Tasks that became ready where no worker of this runtime is.
    pub(crate) injector: Queue<Arc<dyn Run>>,
    /// What others see of each worker.
    pub(crate) workers: Box<[Remote]>,
    /// Which workers sleep.
    pub(crate) idle: Idle,
    pub(crate) clock: Clock,
    pub(crate) timers: Timers,
    /// Made for the first socket: a runtime without any needs no file descriptor.
    pub(crate) reactor: OnceLock<Reactor>,
    /// Held by the worker that drives.
    pub(crate) driving: Mutex<()>,
    /// Threads for what blocks.
    pub(crate) blocking: Arc<Pool>,
    /// Whether the workers are to end.
    pub(crate) is_shut_down: AtomicBool,
}

impl Handle {
    pub(crate) fn new(workers: usize, clock: Clock, blocking: Arc<Pool>) -> Handle {
        Handle {
            shared: Arc::new(Shared {
                owned: Owned::default(),
                injector: Queue::default(),
                workers: (0..workers).map(|_| Remote::default()).collect(),
                idle: Idle::default(),
                clock,
                timers: Timers::default(),
                reactor: OnceLock::new(),
                driving: Mutex::new(()),
                blocking,
                is_shut_down: AtomicBool::new(false),
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

    /// Gives a future to the runtime, which polls it as a task of its own.
    ///
    /// A runtime that was shut down drops the future at once, and the handle says
    /// that the task was cancelled.
    #[track_caller]
    pub fn spawn<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future<Output: Send + 'static> + Send + 'static,
    {
        let future = recorded(Kind::Task, future, Location::caller());
        let make = |key| Task::new(future, self.clone(), key);
        let (task, is_taken) = self.shared.owned.add(make);
        match is_taken {
            true => task.clone().schedule(),
            false => task.clone().cancel(),
        }
        JoinHandle { task }
    }

    /// Whether both lead to the same runtime.
    pub(crate) fn is_same(&self, other: &Handle) -> bool {
        Arc::ptr_eq(&self.shared, &other.shared)
    }

    /// Puts a task where any thread may, and calls a worker.
    pub(crate) fn inject(&self, task: Arc<dyn Run>) {
        self.shared.injector.push(task);
        self.call();
    }

    /// A task became ready: wakes a worker, if one sleeps and none searches.
    pub(crate) fn call(&self) {
        if let Some(worker) = self.shared.idle.call() {
            self.unpark(worker);
        }
    }

    /// Whether there is a task for a worker that has none: in the injector, or one
    /// that its worker will not poll next.
    pub(crate) fn has_work(&self) -> bool {
        let is_stealable = |worker: &Remote| worker.queue.len() > 1;
        self.shared.injector.len() > 0 || self.shared.workers.iter().any(is_stealable)
    }

    /// Ends the sleep of a worker, or its next one.
    pub(crate) fn unpark(&self, worker: usize) {
        if self.shared.workers[worker].parker.unpark()
            && let Some(reactor) = self.shared.reactor.get()
        {
            reactor.interrupt();
        }
    }

    /// Ends the sleep of all workers.
    fn unpark_all(&self) {
        (0..self.shared.workers.len()).for_each(|worker| self.unpark(worker));
    }

    /// Sets a timer, and calls the worker that sleeps until a later one is due.
    pub(crate) fn set_timer(&self, place: &mut Option<Key>, deadline: Instant, waker: &Waker) {
        let sleeper = self.shared.timers.set(place, deadline, waker);
        sleeper.into_iter().for_each(|worker| self.unpark(worker));
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
            self.unpark_all();
        }
        Ok(place.get().expect("it was just made"))
    }

    /// Takes no more tasks, has those dropped that are alive, and the workers end.
    pub(crate) fn close(&self) {
        for task in self.shared.owned.close() {
            task.abort();
        }
        // What a worker does not see of the above is left to who drops the runtime.
        self.shared.is_shut_down.store(true, Relaxed);
        self.unpark_all();
    }
}

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handle").finish_non_exhaustive()
    }
}
