//! The runtime itself, on the thread that calls `block_on`.

use super::clock::Clock;
use super::context::{self, Entered};
use super::handle::Handle;
use super::task::Run;
use super::{Builder, JoinHandle, budget};
use std::future::Future;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

/// How many tasks are run until the future of `block_on` has its turn, if it was
/// woken. tokio's number; it bounds how long anybody waits for a turn.
const TURNS: u32 = 61;

/// How many tasks of the thread's own queue are run until one of the injector
/// has its turn. tokio's number on one thread.
const OWN_TURNS: u32 = 31;

/// An async runtime: it owns tasks and polls them.
///
/// Dropping it drops every task that is not done, each at its next await, on the
/// thread that drops the runtime.
///
/// ```
/// use poll_by_poll::runtime::Runtime;
///
/// let runtime = Runtime::new();
/// let celsius = runtime.block_on(async {
///     let valley = poll_by_poll::runtime::spawn(async { 14 });
///     valley.await.unwrap()
/// });
/// assert_eq!(celsius, 14);
/// ```
#[derive(Debug)]
pub struct Runtime {
    handle: Handle,
    /// Held by the thread that polls: another that calls `block_on` waits.
    driving: Mutex<()>,
}

impl Runtime {
    /// Makes a runtime. It starts no thread: tasks are polled in [`block_on`].
    ///
    /// [`block_on`]: Runtime::block_on
    #[expect(
        clippy::new_without_default,
        reason = "a runtime is nothing to have by default"
    )]
    pub fn new() -> Runtime {
        Builder::new_current_thread().build()
    }

    pub(crate) fn with_clock(clock: Clock) -> Runtime {
        Runtime {
            handle: Handle::new(clock),
            driving: Mutex::new(()),
        }
    }

    /// A handle to it, for other threads.
    pub fn handle(&self) -> &Handle {
        &self.handle
    }

    /// Gives a future to the runtime; see [`Handle::spawn`].
    pub fn spawn<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        self.handle.spawn(future)
    }

    /// Polls a future until it is ready, and the runtime's tasks while it is not.
    /// Tasks that are not done by then stay, and go on in the next `block_on`. One
    /// thread does this at a time: another that calls it meanwhile sleeps until
    /// the first has its output.
    ///
    /// # Panics
    ///
    /// When the future does, and when the thread is in a runtime already: to wait
    /// there would keep that runtime's tasks from being polled.
    #[track_caller]
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        let entered = context::enter(&self.handle);
        let _entered = entered.expect(
            "this thread runs a runtime already, and would poll none of its tasks while it \
             waits here: use `.await`, or call `block_on` on a thread of its own",
        );
        let _driving = self.driving.lock().unwrap_or_else(PoisonError::into_inner);
        self.drive(future)
    }

    fn drive<F: Future>(&self, future: F) -> F::Output {
        let mut future = pin!(future);
        let main = Arc::new(Main {
            is_woken: AtomicBool::new(true),
            handle: self.handle.clone(),
        });
        let waker = Waker::from(main.clone());
        let mut context = Context::from_waker(&waker);
        loop {
            // Acquire: what was done before the wake is seen by this poll.
            if main.is_woken.swap(false, Ordering::Acquire)
                && let Poll::Ready(output) =
                    budget::with_budget(|| future.as_mut().poll(&mut context))
            {
                return output;
            }
            let turns = (1..=TURNS).map_while(|turn| self.next(turn));
            let ran = turns.map(|task| task.run()).count();
            let is_idle = ran == 0 && !main.is_woken.load(Ordering::Relaxed);
            self.wake_timers(is_idle);
        }
    }

    /// The next task that is ready.
    fn next(&self, turn: u32) -> Option<Arc<dyn Run>> {
        let injected = || self.handle.injector().pop();
        match turn.is_multiple_of(OWN_TURNS) {
            true => injected().or_else(context::pop),
            false => context::pop().or_else(injected),
        }
    }

    /// Wakes those whose time is over. If nothing is ready, sleeps before until
    /// something may be.
    fn wake_timers(&self, is_idle: bool) {
        if is_idle {
            self.sleep();
        }
        let (clock, timers) = (self.handle.clock(), self.handle.timers());
        let earliest = timers.earliest();
        if earliest.is_some_and(|deadline| deadline <= clock.now()) {
            timers.due(clock.now()).into_iter().for_each(Waker::wake);
        }
    }

    /// Sleeps until the earliest timer is due, or until somebody has something for
    /// this thread; what came since it looked last is kept by the parker, and ends
    /// the sleep at once. A paused clock is moved on instead.
    fn sleep(&self) {
        let clock = self.handle.clock();
        let parker = self.handle.injector().parker();
        let Some(deadline) = self.handle.timers().earliest() else {
            return parker.park();
        };
        if !clock.is_paused() {
            parker.park_for(deadline.saturating_duration_since(clock.now()));
        } else if !parker.take_unpark() {
            clock.advance(deadline);
        }
    }
}

impl Drop for Runtime {
    fn drop(&mut self) {
        for task in self.handle.close() {
            task.abort();
        }
        // What is dropped may ask for the runtime, and wake others. In another
        // runtime there is no entering, and all comes by the injector.
        let _entered: Option<Entered> = context::enter(&self.handle);
        while let Some(task) = self.next(1) {
            task.run();
        }
    }
}

/// What the waker of `block_on`'s future points to.
struct Main {
    /// Whether the future is to be polled. Any thread sets it; `block_on` takes it
    /// back before the poll.
    is_woken: AtomicBool,
    /// Whose thread is to be woken.
    handle: Handle,
}

impl Wake for Main {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.is_woken.store(true, Ordering::Release);
        self.handle.injector().parker().unpark();
    }
}
