//! The senders' half of a channel.

use super::super::budget;
use super::super::shared::{lock, wake};
use super::super::sync::{Mutex, MutexGuard};
use super::{SendError, State, Ticket, TrySendError};
use std::fmt;
use std::future::poll_fn;
use std::sync::Arc;
use std::task::{Context, Poll};

/// Sends values; clones send to the same [`Receiver`](super::Receiver). When the
/// last is dropped, the receiver gets what is there, and then the end.
pub struct Sender<T> {
    pub(super) shared: Arc<Mutex<State<T>>>,
}

impl<T> Sender<T> {
    /// Sends a value when there is room. Those who wait for room get it in the
    /// order in which they began to wait.
    ///
    /// If this is dropped before it is ready, the value was not sent: it is dropped
    /// as well, and the place among those who wait is lost.
    ///
    /// # Errors
    ///
    /// Gives the value back when the receiver is dropped or closed, before or
    /// while it waits.
    pub async fn send(&self, value: T) -> Result<(), SendError<T>> {
        let mut value = Some(value);
        let mut place = Place {
            shared: &self.shared,
            ticket: None,
        };
        let mut poll = |context: &mut Context<'_>| {
            let mut state = lock(&self.shared);
            let has_room = match place.ticket {
                _ if state.is_closed => false,
                None => state.free > 0,
                Some(ticket) => ticket < state.served,
            };
            if !has_room && !state.is_closed {
                let ticket = *place.ticket.get_or_insert(state.next);
                state.next = state.next.max(ticket + 1);
                let old = state.waiting.insert(ticket, context.waker().clone());
                drop(state);
                drop(old);
                return Poll::Pending;
            }
            let value = value.take().expect("a value is sent once");
            if !has_room {
                return Poll::Ready(Err(SendError(value)));
            }
            state.free -= usize::from(place.ticket.take().is_none());
            put(state, value);
            Poll::Ready(Ok(()))
        };
        poll_fn(|context| budget::poll_leaf(context, &mut poll)).await
    }

    /// Sends a value if there is room, without waiting.
    ///
    /// ```
    /// use poll_by_poll::runtime::mpsc::{self, TrySendError};
    ///
    /// let (sender, receiver) = mpsc::channel(1);
    /// assert_eq!(sender.try_send(1), Ok(()));
    /// assert_eq!(sender.try_send(2), Err(TrySendError::Full(2)));
    /// drop(receiver);
    /// assert_eq!(sender.try_send(3), Err(TrySendError::Closed(3)));
    /// ```
    ///
    /// # Errors
    ///
    /// Gives the value back: in [`TrySendError::Closed`] when the receiver is
    /// dropped or closed, else in [`TrySendError::Full`] when there is no room.
    pub fn try_send(&self, value: T) -> Result<(), TrySendError<T>> {
        let mut state = lock(&self.shared);
        if state.is_closed {
            return Err(TrySendError::Closed(value));
        }
        if state.free == 0 {
            return Err(TrySendError::Full(value));
        }
        state.free -= 1;
        put(state, value);
        Ok(())
    }

    /// Whether the receiver is dropped or closed.
    pub fn is_closed(&self) -> bool {
        lock(&self.shared).is_closed
    }

    /// For how many values there is room now. None while a sender waits: a place
    /// that gets free is its.
    pub fn capacity(&self) -> usize {
        lock(&self.shared).free
    }

    /// For how many values there is room in all.
    pub fn max_capacity(&self) -> usize {
        lock(&self.shared).room
    }
}

impl<T> Clone for Sender<T> {
    fn clone(&self) -> Sender<T> {
        lock(&self.shared).senders += 1;
        Sender {
            shared: self.shared.clone(),
        }
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        let mut state = lock(&self.shared);
        state.senders -= 1;
        let is_last = state.senders == 0;
        let receiver = state.receiver.take_if(|_| is_last);
        drop(state);
        wake(receiver);
    }
}

impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").finish_non_exhaustive()
    }
}

/// The place of a sender among those who wait for room.
struct Place<'a, T> {
    shared: &'a Mutex<State<T>>,
    /// What it waits for room with, or has been given room for.
    ticket: Option<Ticket>,
}

impl<T> Drop for Place<'_, T> {
    fn drop(&mut self) {
        let Some(ticket) = self.ticket else { return };
        let mut state = lock(self.shared);
        let own = state.waiting.remove(&ticket);
        // It may have been given room, and has not used it.
        let was_given = ticket < state.served;
        let next = was_given.then(|| state.give_back()).flatten();
        drop(state);
        drop(own);
        wake(next);
    }
}

/// Puts a value where there is room for it, and wakes the receiver.
fn put<T>(mut state: MutexGuard<'_, State<T>>, value: T) {
    state.values.push_back(value);
    let receiver = state.receiver.take();
    drop(state);
    wake(receiver);
}
