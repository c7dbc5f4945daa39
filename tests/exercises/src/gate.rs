//! *By hand*: a future that is ready when another thread has opened a gate.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

/// What the two ends share.
#[derive(Debug, Default)]
struct Shared {
    is_open: bool,
    waker: Option<Waker>,
}

/// Opens a gate, from any thread.
#[derive(Debug)]
pub struct Opener(Arc<Mutex<Shared>>);

/// A future that is ready as soon as its gate is open.
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct Pass(Arc<Mutex<Shared>>);

/// Makes a gate: what opens it, and what passes it.
pub fn gate() -> (Opener, Pass) {
    let shared = Arc::default();
    (Opener(Arc::clone(&shared)), Pass(shared))
}

impl Opener {
    /// Opens the gate.
    pub fn open(self) {
        let mut shared = self.0.lock().unwrap();
        shared.is_open = true;
        let waker = shared.waker.take();
        drop(shared);
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl Future for Pass {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context) -> Poll<()> {
        let mut shared = self.0.lock().unwrap();
        if shared.is_open {
            return Poll::Ready(());
        }
        match &mut shared.waker {
            Some(waker) => waker.clone_from(context.waker()),
            none => *none = Some(context.waker().clone()),
        }
        Poll::Pending
    }
}

impl Drop for Pass {
    fn drop(&mut self) {
        let waker = self.0.lock().unwrap().waker.take();
        // What a waker does when it is dropped is its own affair: not under the
        // lock.
        drop(waker);
    }
}
