//! A way to a runtime, from anywhere: spawns tasks, and is where they go when
//! they are woken.

use super::JoinHandle;
use super::blocking::Pool;
use super::context;
use super::driver::Driver;
use super::idle::Idle;
use super::owned::Owned;
use super::queue::Queue;
use super::reactor::Reactor;
use super::recorded::{Kind, recorded};
use super::task::{Run, Schedule, Task};
use super::timers::Key;
use super::worker::Remote;
use std::fmt;
use std::future::Future;
use std::io;
use std::panic::Location;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::task::Waker;
use std::time::Instant;

/// A handle to a [`Runtime`](super::Runtime). Clones are handles to the same.
#[derive(Clone)]
pub struct Handle {
    shared: Arc<Shared>,
}

/// What a runtime, its workers, its handles and its tasks share.
struct Shared {
    /// All tasks that are alive.
    owned: Owned,
    /// Tasks that became ready where no worker of this runtime is.
    injector: Queue<Arc<dyn Run>>,
    /// What others see of each worker.
    workers: Box<[Remote]>,
    /// Which workers sleep.
    idle: Idle,
    /// Timers and sockets.
    driver: Driver,
    /// Threads for what blocks.
    blocking: Pool,
    /// Whether the workers are to end.
    is_shut_down: AtomicBool,
}

impl Handle {
    pub(crate) fn new(workers: usize, driver: Driver, blocking: Pool) -> Handle {
        Handle {
            shared: Arc::new(Shared {
                owned: Owned::new(),
                injector: Queue::new(),
                workers: (0..workers).map(|_| Remote::new()).collect(),
                idle: Idle::new(workers),
                driver,
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
        context::current()
    }

    /// Gives a future to the runtime, which polls it as a task of its own.
    ///
    /// A runtime that was shut down drops the future at once, and the handle says
    /// that the task was cancelled.
    #[track_caller]
    pub fn spawn<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        match recorded(Kind::Task, future, Location::caller()) {
            Ok(future) => self.spawn_task(future),
            Err(future) => self.spawn_task(future),
        }
    }

    fn spawn_task<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        let make = |key| Task::new(future, self.clone(), key);
        let (task, is_taken) = self.shared.owned.add(make);
        if is_taken {
            Task::schedule(task.clone());
        } else {
            Run::abort(task.clone());
            task.clone().run();
        }
        JoinHandle::new(task)
    }

    /// Runs a closure on a thread of its own; see
    /// [`spawn_blocking`](super::spawn_blocking).
    #[track_caller]
    pub fn spawn_blocking<F, R>(&self, work: F) -> JoinHandle<R>
    where
        F: FnOnce() -> R + Send + 'static,
        R: Send + 'static,
    {
        self.shared.blocking.spawn(work)
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

    /// Calls a worker if there is something for it.
    pub(crate) fn call_for_more(&self) {
        if self.has_work() {
            self.call();
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
        if self.shared.workers[worker].parker.unpark() {
            self.shared.driver.interrupt();
        }
    }

    pub(crate) fn injector(&self) -> &Queue<Arc<dyn Run>> {
        &self.shared.injector
    }

    pub(crate) fn workers(&self) -> &[Remote] {
        &self.shared.workers
    }

    pub(crate) fn idle(&self) -> &Idle {
        &self.shared.idle
    }

    pub(crate) fn driver(&self) -> &Driver {
        &self.shared.driver
    }

    pub(crate) fn blocking(&self) -> &Pool {
        &self.shared.blocking
    }

    /// Sets a timer.
    pub(crate) fn set_timer(&self, deadline: Instant, waker: &Waker) -> Key {
        let (key, sleeper) = self.shared.driver.timers().set(deadline, waker);
        sleeper.into_iter().for_each(|worker| self.unpark(worker));
        key
    }

    /// The sockets of this runtime.
    ///
    /// # Errors
    ///
    /// When the system has no more file descriptors for the reactor.
    pub(crate) fn reactor(&self) -> io::Result<&Reactor> {
        let (reactor, is_new) = self.shared.driver.reactor()?;
        if is_new {
            let sleeper = self.shared.driver.timers().sleeper();
            sleeper.into_iter().for_each(|worker| self.unpark(worker));
        }
        Ok(reactor)
    }

    /// Whether the workers are to end.
    pub(crate) fn is_shut_down(&self) -> bool {
        self.shared.is_shut_down.load(Relaxed)
    }

    /// Whether no task is alive.
    pub(crate) fn is_empty(&self) -> bool {
        self.shared.owned.is_empty()
    }

    /// Takes no more tasks, has those dropped that are alive, and the workers end.
    pub(crate) fn close(&self) {
        for task in self.shared.owned.close() {
            task.abort();
        }
        // What a worker does not see of the above is left to who drops the runtime.
        self.shared.is_shut_down.store(true, Relaxed);
        (0..self.shared.workers.len()).for_each(|worker| self.unpark(worker));
    }
}

impl Schedule for Handle {
    #[inline]
    fn is_here(&self) -> bool {
        context::is_worker_of(self)
    }

    #[inline]
    fn schedule_here(task: Arc<dyn Run>) {
        context::push(task);
    }

    fn schedule(&self, task: Arc<dyn Run>) {
        self.inject(task);
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
