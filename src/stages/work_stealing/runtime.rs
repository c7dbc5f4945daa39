//! The runtime itself: what owns tasks, and the threads that poll them.

use super::context::{self, Ready};
use super::handle::Handle;
use super::parker::{Parker, Woken};
use super::shared::lock;
use super::worker::Worker;
use super::{Builder, JoinHandle};
use std::collections::VecDeque;
use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, JoinHandle as Thread};

/// An async runtime: it owns tasks and polls them.
///
/// Dropping it drops every task that is not done, each at its next await: on one
/// thread, where it is dropped; with several workers, on those. It waits for them.
///
/// # Panics
///
/// When a runtime of several workers is dropped by one of its own tasks, which it
/// would have to wait for.
#[derive(Debug)]
pub struct Runtime {
    handle: Handle,
    threads: Threads,
}

/// Who polls the tasks.
#[derive(Debug)]
enum Threads {
    /// Who calls `block_on`, and holds this: another that calls it waits.
    One(Mutex<()>),
    /// The workers.
    Several(Vec<Thread<()>>),
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

    /// On the thread that calls `block_on`.
    pub(crate) fn on_one(handle: Handle) -> Runtime {
        let threads = Threads::One(Mutex::new(()));
        Runtime { handle, threads }
    }

    /// With a thread for each worker.
    ///
    /// # Panics
    ///
    /// When the system starts no thread.
    pub(crate) fn on_several(handle: Handle) -> Runtime {
        let start = |index| {
            let handle = handle.clone();
            let named = thread::Builder::new().name(format!("worker {index}"));
            let started = named.spawn(move || work(&handle, index));
            started.expect("the system starts a thread for each worker")
        };
        let threads = (0..handle.workers().len()).map(start).collect();
        let threads = Threads::Several(threads);
        Runtime { handle, threads }
    }

    /// A handle to it, for other threads.
    pub fn handle(&self) -> &Handle {
        &self.handle
    }

    /// Gives a future to the runtime; see [`Handle::spawn`].
    #[track_caller]
    pub fn spawn<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
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
        let ready = match &self.threads {
            Threads::One(_) => Ready::Alone(VecDeque::new()),
            Threads::Several(_) => Ready::Nowhere,
        };
        let entered = context::enter(&self.handle, ready);
        let _entered = entered.expect(
            "this thread runs a runtime already, and would poll none of its tasks while it \
             waits here: use `.await`, or call `block_on` on a thread of its own",
        );
        match &self.threads {
            Threads::One(driving) => {
                let _driving = lock(driving);
                self.poll_all(pin!(future))
            }
            Threads::Several(_) => self.poll_one(pin!(future)),
        }
    }

    /// Polls a future, and the tasks.
    fn poll_all<F: Future>(&self, mut future: Pin<&mut F>) -> F::Output {
        let main = Main::new(&self.handle, None);
        let waker = Waker::from(main.clone());
        let mut worker = Worker::new(&self.handle, 0);
        loop {
            if let Poll::Ready(output) = main.poll(&mut future, &waker) {
                return output;
            }
            worker.round(|| !main.woken.is_set());
        }
    }

    /// Polls a future, while others poll the tasks.
    fn poll_one<F: Future>(&self, mut future: Pin<&mut F>) -> F::Output {
        let parker = Arc::new(Parker::new());
        let main = Main::new(&self.handle, Some(parker.clone()));
        let waker = Waker::from(main.clone());
        loop {
            if let Poll::Ready(output) = main.poll(&mut future, &waker) {
                return output;
            }
            parker.park(None);
        }
    }
}

/// What the thread of a worker does.
fn work(handle: &Handle, index: usize) {
    let _entered = context::enter(handle, Ready::Among(index));
    let mut worker = Worker::new(handle, index);
    while !handle.is_shut_down() {
        worker.round(|| !handle.is_shut_down());
    }
    // All are aborted by now, and in a queue, or polled by who puts them into one.
    worker.finish();
}

impl Drop for Runtime {
    fn drop(&mut self) {
        let may_wait = matches!(self.threads, Threads::One(_)) || !context::is_among_workers();
        if !may_wait && !thread::panicking() {
            panic!(
                "a runtime of several workers was dropped by a worker, which would wait for \
                 itself: drop it outside of the runtime"
            );
        }
        self.handle.close();
        match &mut self.threads {
            Threads::Several(threads) if may_wait => {
                // A worker does not panic: its tasks' panics are caught.
                threads.drain(..).for_each(|thread| drop(thread.join()));
            }
            _ => {}
        }
        // What is dropped may ask for the runtime, and wake others. In another
        // runtime there is no entering, and all comes by the injector.
        let ready = match &self.threads {
            Threads::One(_) => Ready::Alone(VecDeque::new()),
            Threads::Several(_) => Ready::Nowhere,
        };
        let entered = context::enter(&self.handle, ready);
        Worker::new(&self.handle, 0).finish();
        drop(entered);
    }
}

/// What the waker of `block_on`'s future points to.
struct Main {
    woken: Woken,
    handle: Handle,
    /// Where the thread sleeps; none if it is the only worker, and sleeps as such.
    parker: Option<Arc<Parker>>,
}

impl Main {
    fn new(handle: &Handle, parker: Option<Arc<Parker>>) -> Arc<Main> {
        Arc::new(Main {
            woken: Woken::new(),
            handle: handle.clone(),
            parker,
        })
    }

    /// Polls the future if it was woken.
    fn poll<F: Future>(&self, future: &mut Pin<&mut F>, waker: &Waker) -> Poll<F::Output> {
        match self.woken.take() {
            true => future.as_mut().poll(&mut Context::from_waker(waker)),
            false => Poll::Pending,
        }
    }
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
