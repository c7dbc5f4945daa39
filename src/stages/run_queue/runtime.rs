//! The runtime itself: what owns tasks, and the thread that polls them.

use super::context;
use super::handle::Handle;
use super::parker::Woken;
use super::shared::lock;
use super::worker::Worker;
use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};

/// An async runtime: it owns tasks and polls them.
///
/// Dropping it drops every task that is not done.
#[derive(Debug)]
pub struct Runtime {
    handle: Handle,
    /// Who calls `block_on` holds this: another that calls it waits.
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
        Runtime {
            handle: Handle::new(),
            driving: Mutex::new(()),
        }
    }

    /// A handle to it, for other threads.
    pub fn handle(&self) -> &Handle {
        &self.handle
    }

    // ANCHOR: block_on
    /// Polls a future until it is ready, on this thread, and its tasks meanwhile: those
    /// that are not done by then stay, and go on in the next `block_on`. One thread
    /// does this at a time: another that calls it sleeps until the first has its
    /// output.
    ///
    /// # Panics
    ///
    /// When the future does, and when the thread is in a runtime already: to wait
    /// there would keep that runtime's tasks from being polled.
    #[track_caller]
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        let _entered = context::enter(&self.handle).expect(
            "this thread runs a runtime already, and would poll none of its tasks while it \
             waits here: use `.await`, or call `block_on` on a thread of its own",
        );
        let _driving = lock(&self.driving);
        let mut future = pin!(future);
        let main = Arc::new(Main {
            woken: Woken::new(),
            handle: self.handle.clone(),
        });
        let waker = Waker::from(main.clone());
        let context = &mut Context::from_waker(&waker);
        let mut worker = Worker::new(&self.handle);
        loop {
            if main.woken.take()
                && let Poll::Ready(output) = future.as_mut().poll(context)
            {
                return output;
            }
            worker.round(|| !main.woken.is_set());
        }
    }
    // ANCHOR_END: block_on
}

// ANCHOR: drop
impl Drop for Runtime {
    fn drop(&mut self) {
        self.handle.close();
        // What is dropped may ask for the runtime, and wake others. In another
        // runtime there is no entering, and all comes by the injector.
        let entered = context::enter(&self.handle);
        Worker::new(&self.handle).finish();
        drop(entered);
    }
}
// ANCHOR_END: drop

// ANCHOR: main
/// What the waker of `block_on`'s future points to.
struct Main {
    woken: Woken,
    handle: Handle,
}

impl Wake for Main {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.woken.set();
        self.handle.unpark();
    }
}
// ANCHOR_END: main
