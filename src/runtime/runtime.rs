//! The runtime itself: what owns tasks, and the threads that poll them.

use super::context::{self, Ready};
use super::handle::Handle;
use super::parker::{Parker, Woken};
use super::recorded::{Kind, recorded};
use super::shared::lock;
use super::worker::Worker;
use super::{Builder, JoinHandle, budget};
use std::collections::VecDeque;
use std::future::Future;
use std::panic::Location;
use std::pin::pin;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, JoinHandle as Thread};

/// An async runtime: it owns tasks and polls them.
///
/// Dropping it drops every task that is not done, each at its next await: on one
/// thread, where it is dropped; with several workers, on those. It waits for them,
/// and for each closure of [`spawn_blocking`] that has begun.
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
///
/// # Panics
///
/// When a runtime of several workers is dropped by one of its own tasks, which it
/// would have to wait for.
///
/// [`spawn_blocking`]: super::spawn_blocking
#[derive(Debug)]
pub struct Runtime {
    handle: Handle,
    /// Those of the workers; none where who calls `block_on` polls the tasks.
    threads: Vec<Thread<()>>,
    /// Held by who polls the tasks in `block_on`: another that calls it waits.
    driving: Mutex<()>,
}

impl Runtime {
    /// Makes a runtime on one thread. It starts none: tasks are polled in
    /// [`block_on`].
    ///
    /// [`block_on`]: Runtime::block_on
    #[expect(
        clippy::new_without_default,
        reason = "a runtime is nothing to have by default"
    )]
    pub fn new() -> Runtime {
        Builder::new_current_thread().build()
    }

    /// With so many threads, one for each worker. Without any, who calls `block_on` is
    /// the only worker.
    ///
    /// # Panics
    ///
    /// When the system starts no thread.
    pub(crate) fn start(handle: Handle, threads: usize) -> Runtime {
        let start = |index| {
            let handle = handle.clone();
            let named = thread::Builder::new().name(format!("worker {index}"));
            let started = named.spawn(move || work(&handle, index));
            started.expect("the system starts a thread for each worker")
        };
        Runtime {
            threads: (0..threads).map(start).collect(),
            handle,
            driving: Mutex::new(()),
        }
    }

    /// A handle to it, for other threads.
    pub fn handle(&self) -> &Handle {
        &self.handle
    }

    /// Gives a future to the runtime; see [`Handle::spawn`].
    #[track_caller]
    pub fn spawn<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future<Output: Send + 'static> + Send + 'static,
    {
        self.handle.spawn(future)
    }

    /// Polls a future until it is ready, on this thread. On a runtime of one thread,
    /// polls its tasks as well meanwhile: those that are not done by then stay, and
    /// go on in the next `block_on`. One thread does this at a time: another that
    /// calls it sleeps until the first has its output.
    ///
    /// # Panics
    ///
    /// When the future does, and when the thread is in a runtime already: to wait
    /// there would keep that runtime's tasks from being polled.
    #[track_caller]
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        self.handle.shared.clock.tell();
        let mut future = pin!(recorded(Kind::BlockOn, future, Location::caller()));
        let entered = context::enter(&self.handle, self.ready());
        let _entered = entered.expect(
            "this thread runs a runtime already, and would poll none of its tasks while it \
             waits here: use `.await`, or call `block_on` on a thread of its own",
        );
        let is_alone = self.threads.is_empty();
        let _driving = is_alone.then(|| lock(&self.driving));
        let main = Arc::new(Main {
            woken: Woken::new(),
            handle: self.handle.clone(),
            parker: (!is_alone).then(Parker::default),
        });
        let waker = Waker::from(main.clone());
        let context = &mut Context::from_waker(&waker);
        let mut worker = Worker::new(&self.handle, 0);
        loop {
            if main.woken.take()
                && let Poll::Ready(output) = budget::with_budget(|| future.as_mut().poll(context))
            {
                return output;
            }
            match &main.parker {
                Some(parker) => parker.park(None),
                None => worker.round(|| !main.woken.is_set()),
            }
        }
    }

    /// Where tasks go that become ready on a thread that calls `block_on`.
    fn ready(&self) -> Ready {
        match self.threads.is_empty() {
            true => Ready::Alone(VecDeque::new()),
            false => Ready::Nowhere,
        }
    }
}

/// What the thread of a worker does.
fn work(handle: &Handle, index: usize) {
    let _entered = context::enter(handle, Ready::Among(index));
    let mut worker = Worker::new(handle, index);
    let is_shut_down = || handle.shared.is_shut_down.load(Relaxed);
    while !is_shut_down() {
        worker.round(|| !is_shut_down());
    }
    // All are aborted by now, and in a queue, or polled by who puts them into one.
    worker.finish();
}

impl Drop for Runtime {
    fn drop(&mut self) {
        let is_worker = context::ask(|here| matches!(here.ready, Ready::Among(_)));
        let may_wait = self.threads.is_empty() || is_worker != Some(true);
        assert!(
            may_wait || thread::panicking(),
            "a runtime of several workers was dropped by a worker, which would wait for \
             itself: drop it outside of the runtime, or in `spawn_blocking`"
        );
        self.handle.close();
        let ready = self.ready();
        if may_wait {
            // A worker does not panic: its tasks' panics are caught.
            for thread in self.threads.drain(..) {
                drop(thread.join());
            }
        }
        // What is dropped may ask for the runtime, and wake others. In another
        // runtime there is no entering, and all comes by the injector.
        let entered = context::enter(&self.handle, ready);
        let mut last = Worker::new(&self.handle, 0);
        last.finish();
        // A task that another thread wakes or spawns just now is in no queue yet, and
        // will be at once: nothing of ours runs there in between.
        while may_wait && !self.handle.shared.owned.is_empty() {
            thread::yield_now();
            last.finish();
        }
        drop(entered);
        if may_wait {
            self.handle.shared.blocking.close();
        }
    }
}

/// What the waker of `block_on`'s future points to.
struct Main {
    woken: Woken,
    handle: Handle,
    /// Where the thread sleeps; none if it is the only worker, and sleeps as such.
    parker: Option<Parker>,
}

impl Wake for Main {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.woken.set();
        match &self.parker {
            Some(parker) => drop(parker.unpark()),
            None => self.handle.unpark(0),
        }
    }
}
