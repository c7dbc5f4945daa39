//! A channel for one value, between two tasks or two threads.
//!
//! ```
//! use poll_by_poll::runtime::{Runtime, oneshot, spawn};
//!
//! Runtime::new().block_on(async {
//!     let (sender, receiver) = oneshot::channel();
//!     drop(spawn(async move { sender.send("snow above 1800 m") }));
//!     assert_eq!(receiver.await, Ok("snow above 1800 m"));
//! });
//! ```

use super::budget;
use super::shared::{lock, wait, wake};
use super::sync::Mutex;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

/// Makes a channel for one value.
pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let shared = Arc::new(Mutex::new(State {
        value: None,
        is_done: false,
        is_closed: false,
        receiver: None,
        sender: None,
    }));
    let sender = Sender {
        shared: shared.clone(),
    };
    let receiver = Receiver {
        shared,
        was_ready: false,
    };
    (sender, receiver)
}

/// What the two halves tell one another. Held only to look and change, never
/// while a waker wakes or anything is dropped.
struct State<T> {
    value: Option<T>,
    /// The sender has sent, or never will.
    is_done: bool,
    /// The receiver takes no value but the one that is there.
    is_closed: bool,
    /// The receiver waits for the value.
    receiver: Option<Waker>,
    /// The sender waits in [`Sender::closed`].
    sender: Option<Waker>,
}

impl<T> State<T> {
    fn take(&mut self) -> Result<T, TryRecvError> {
        let nothing = if self.is_done || self.is_closed {
            TryRecvError::Closed
        } else {
            TryRecvError::Empty
        };
        self.value.take().ok_or(nothing)
    }
}

/// Sends the value. Dropping it tells the [`Receiver`] that there will be none.
pub struct Sender<T> {
    shared: Arc<Mutex<State<T>>>,
}

impl<T> Sender<T> {
    /// Sends the value, without waiting. That it was sent does not mean that it
    /// will be received: the receiver may be dropped first, and the value with it.
    ///
    /// # Errors
    ///
    /// Gives the value back when the receiver is dropped or closed.
    pub fn send(self, value: T) -> Result<(), T> {
        let mut state = lock(&self.shared);
        if state.is_closed {
            return Err(value);
        }
        state.value = Some(value);
        state.is_done = true;
        drop(state);
        // Here the sender is dropped, which wakes the receiver.
        Ok(())
    }

    /// Whether the receiver is dropped or closed.
    pub fn is_closed(&self) -> bool {
        lock(&self.shared).is_closed
    }

    /// Waits until the receiver is dropped or closed, so that work whose result
    /// nobody wants can end. May be dropped before: it loses nothing.
    ///
    /// ```
    /// use poll_by_poll::runtime::{Runtime, oneshot};
    ///
    /// let (mut sender, receiver) = oneshot::channel::<u32>();
    /// drop(receiver);
    /// Runtime::new().block_on(sender.closed());
    /// assert_eq!(sender.send(1), Err(1));
    /// ```
    pub async fn closed(&mut self) {
        let poll = |context: &mut Context<'_>| {
            let state = lock(&self.shared);
            match state.is_closed {
                true => Poll::Ready(()),
                false => wait(state, |state| &mut state.sender, context.waker()),
            }
        };
        poll_fn(|context| budget::poll_leaf(context, poll)).await;
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        let mut state = lock(&self.shared);
        state.is_done = true;
        let receiver = state.receiver.take();
        drop(state);
        wake(receiver);
    }
}

/// A future of the value that the [`Sender`] sends.
///
/// # Errors
///
/// [`RecvError`] when the sender was dropped without sending, or when
/// [`close`](Receiver::close) came first.
///
/// # Panics
///
/// When it is polled after it was ready.
#[must_use = "futures do nothing unless polled"]
pub struct Receiver<T> {
    shared: Arc<Mutex<State<T>>>,
    was_ready: bool,
}

impl<T> Receiver<T> {
    /// Lets nothing more be sent. A value that was sent before can still be
    /// received.
    ///
    /// ```
    /// use poll_by_poll::runtime::oneshot;
    ///
    /// let (sender, mut receiver) = oneshot::channel();
    /// receiver.close();
    /// assert_eq!(sender.send(1), Err(1));
    /// assert_eq!(receiver.try_recv(), Err(oneshot::TryRecvError::Closed));
    /// ```
    pub fn close(&mut self) {
        let mut state = lock(&self.shared);
        state.is_closed = true;
        let sender = state.sender.take();
        drop(state);
        wake(sender);
    }

    /// Takes the value if it is there, without waiting.
    ///
    /// # Errors
    ///
    /// [`TryRecvError::Empty`] when it may still come, and
    /// [`TryRecvError::Closed`] when there is none any more.
    pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
        lock(&self.shared).take()
    }
}

impl<T> Future for Receiver<T> {
    type Output = Result<T, RecvError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        assert!(!self.was_ready, "polled after it was ready");
        budget::poll_leaf(context, |context| {
            let mut state = lock(&self.shared);
            // Before the waker is kept, under the lock under which it is looked for:
            // either we see the value, or the sender sees the waker.
            let taken = state.take();
            if let Err(TryRecvError::Empty) = taken {
                return wait(state, |state| &mut state.receiver, context.waker());
            }
            drop(state);
            self.was_ready = true;
            Poll::Ready(taken.map_err(|_| RecvError))
        })
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        self.close();
        let mut state = lock(&self.shared);
        let unwanted = (state.value.take(), state.receiver.take());
        drop(state);
        drop(unwanted);
    }
}

impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").finish_non_exhaustive()
    }
}

/// Nothing was sent, and nothing will be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecvError;

impl fmt::Display for RecvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nothing was sent, and nothing will be")
    }
}

impl std::error::Error for RecvError {}

/// Why [`Receiver::try_recv`] has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TryRecvError {
    /// Nothing was sent yet.
    Empty,
    /// The sender is gone without having sent, the value was taken, or the
    /// receiver is closed.
    Closed,
}

impl fmt::Display for TryRecvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            TryRecvError::Empty => "nothing was sent yet",
            TryRecvError::Closed => "there is nothing to receive any more",
        })
    }
}

impl std::error::Error for TryRecvError {}
