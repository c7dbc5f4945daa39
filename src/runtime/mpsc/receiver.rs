//! The receiver's half of a channel.

use super::super::budget;
use super::super::shared::{lock, wait, wake};
use super::super::sync::Mutex;
use super::{State, TryRecvError};
use std::fmt;
use std::future::poll_fn;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

/// Receives what the [`Sender`](super::Sender)s send, each one's values in its order.
pub struct Receiver<T> {
    pub(super) shared: Arc<Mutex<State<T>>>,
}

impl<T> Receiver<T> {
    /// Waits for a value. `None` is the end: nothing is left, and all senders are
    /// dropped or this is closed.
    ///
    /// May be dropped before it is ready: it has received nothing then.
    pub async fn recv(&mut self) -> Option<T> {
        poll_fn(|context| self.poll_recv(context)).await
    }

    /// Polls for a value; see [`recv`](Receiver::recv). The last waker that it was
    /// polled with is woken.
    pub fn poll_recv(&mut self, context: &mut Context<'_>) -> Poll<Option<T>> {
        budget::poll_leaf(context, |context| {
            let mut state = lock(&self.shared);
            // Before the waker is kept, under the lock under which it is looked for:
            // either we see a value, or its sender sees the waker.
            let taken = state.take();
            if let Err(TryRecvError::Empty) = taken {
                return wait(state, |state| &mut state.receiver, context.waker());
            }
            drop(state);
            Poll::Ready(taken.ok().map(wake_for_room))
        })
    }

    /// Takes a value if one is there, without waiting.
    ///
    /// ```
    /// use poll_by_poll::runtime::mpsc::{self, TryRecvError};
    ///
    /// let (sender, mut receiver) = mpsc::channel(1);
    /// assert_eq!(receiver.try_recv(), Err(TryRecvError::Empty));
    /// sender.try_send(1).unwrap();
    /// drop(sender);
    /// assert_eq!(receiver.try_recv(), Ok(1));
    /// assert_eq!(receiver.try_recv(), Err(TryRecvError::Disconnected));
    /// ```
    ///
    /// # Errors
    ///
    /// [`TryRecvError::Empty`] when a value may still come, and
    /// [`TryRecvError::Disconnected`] when none can.
    pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
        let taken = lock(&self.shared).take();
        taken.map(wake_for_room)
    }

    /// Lets nothing more be sent. Senders that wait get their value back, also one
    /// that was given room and has not used it. What is there can still be received.
    ///
    /// ```
    /// use poll_by_poll::runtime::{Runtime, mpsc};
    ///
    /// let (sender, mut receiver) = mpsc::channel(2);
    /// sender.try_send(1).unwrap();
    /// receiver.close();
    /// Runtime::new().block_on(async {
    ///     assert_eq!(sender.send(2).await.unwrap_err().0, 2);
    ///     assert_eq!(receiver.recv().await, Some(1));
    ///     assert_eq!(receiver.recv().await, None);
    /// });
    /// ```
    pub fn close(&mut self) {
        let mut state = lock(&self.shared);
        state.is_closed = true;
        let waiting = std::mem::take(&mut state.waiting);
        drop(state);
        waiting.into_values().for_each(Waker::wake);
    }

    /// How many values are there.
    pub fn len(&self) -> usize {
        lock(&self.shared).values.len()
    }

    /// Whether no value is there.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        self.close();
        let mut state = lock(&self.shared);
        let unwanted = (std::mem::take(&mut state.values), state.receiver.take());
        drop(state);
        drop(unwanted);
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").finish_non_exhaustive()
    }
}

/// The value that was taken, after who gets its room was woken.
fn wake_for_room<T>((value, next): (T, Option<Waker>)) -> T {
    wake(next);
    value
}
