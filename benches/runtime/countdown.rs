//! Waits until a number of tasks have run, in any runtime.

use futures::task::AtomicWaker;
use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::{AcqRel, Acquire};
use std::task::Poll;

/// Counts from a number down to zero. Clones count the same.
#[derive(Debug, Clone)]
pub(crate) struct Countdown {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    left: AtomicUsize,
    /// Who waits for zero.
    waiting: AtomicWaker,
}

impl Countdown {
    pub(crate) fn from(count: usize) -> Countdown {
        Countdown {
            shared: Arc::new(Shared {
                left: AtomicUsize::new(count),
                waiting: AtomicWaker::new(),
            }),
        }
    }

    /// One less is left.
    pub(crate) fn count(&self) {
        if self.shared.left.fetch_sub(1, AcqRel) == 1 {
            self.shared.waiting.wake();
        }
    }

    /// Waits until nothing is left.
    pub(crate) async fn zero(&self) {
        poll_fn(|context| {
            self.shared.waiting.register(context.waker());
            match self.shared.left.load(Acquire) {
                0 => Poll::Ready(()),
                _ => Poll::Pending,
            }
        })
        .await;
    }
}
