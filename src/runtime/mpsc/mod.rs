//! A channel of many senders and one receiver, with room for so many values.
//!
//! ```
//! use poll_by_poll::runtime::{Runtime, mpsc, spawn};
//!
//! Runtime::new().block_on(async {
//!     let (sender, mut receiver) = mpsc::channel(2);
//!     let task = spawn(async move {
//!         for height in [1200, 1800, 2400] {
//!             sender.send(height).await.unwrap(); // waits for room at 2400
//!         }
//!     });
//!     let mut heights = Vec::new();
//!     while let Some(height) = receiver.recv().await {
//!         heights.push(height);
//!     }
//!     assert_eq!(heights, [1200, 1800, 2400]);
//!     task.await.unwrap();
//! });
//! ```

mod receiver;
mod sender;

pub use receiver::Receiver;
pub use sender::Sender;

use super::sync::Mutex;
use std::collections::{BTreeMap, VecDeque};
use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::task::Waker;

/// Makes a channel with room for `buffer` values. Memory is taken when values
/// come, not before.
///
/// # Panics
///
/// When `buffer` is 0.
#[track_caller]
pub fn channel<T>(buffer: usize) -> (Sender<T>, Receiver<T>) {
    assert!(buffer > 0, "give the channel room for at least 1 value");
    let shared = Arc::new(Mutex::new(State {
        values: VecDeque::new(),
        room: buffer,
        free: buffer,
        waiting: BTreeMap::new(),
        next: 0,
        served: 0,
        senders: 1,
        is_closed: false,
        receiver: None,
    }));
    let sender = Sender {
        shared: shared.clone(),
    };
    (sender, Receiver { shared })
}

/// What a sender that waits for room is known by: one that came later has a
/// greater one.
type Ticket = u64;

/// What all halves share. Held only to look and change, never while a waker wakes
/// or anything is dropped.
struct State<T> {
    /// What was sent and not received, the oldest first.
    values: VecDeque<T>,
    /// For how many values there is room in all.
    room: usize,
    /// How many more values may come. None while a sender waits: room that gets
    /// free is given to the first of them, and nobody can overtake.
    free: usize,
    /// The senders that wait for room.
    waiting: BTreeMap<Ticket, Waker>,
    /// The ticket that is handed out next.
    next: Ticket,
    /// Who waited with a ticket before this one, and still holds it, was given
    /// room for its value.
    served: Ticket,
    /// How many senders there are.
    senders: usize,
    /// The receiver is gone, or takes only what is there.
    is_closed: bool,
    /// The receiver waits for a value.
    receiver: Option<Waker>,
}

impl<T> State<T> {
    /// Takes the oldest value. Returns also whom to wake: who gets its room.
    fn take(&mut self) -> Result<(T, Option<Waker>), TryRecvError> {
        match self.values.pop_front() {
            Some(value) => Ok((value, self.give_back())),
            None if self.is_closed || self.senders == 0 => Err(TryRecvError::Disconnected),
            None => Err(TryRecvError::Empty),
        }
    }

    /// Gives room for a value back; whom to wake.
    #[must_use = "who waits for it was given the room"]
    fn give_back(&mut self) -> Option<Waker> {
        let Some((ticket, waker)) = self.waiting.pop_first() else {
            self.free += 1;
            return None;
        };
        self.served = ticket + 1;
        Some(waker)
    }
}

/// The receiver is dropped or closed. Has the value that was not sent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SendError<T>(pub T);

impl<T> fmt::Display for SendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the receiver is dropped or closed")
    }
}

impl<T> fmt::Debug for SendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SendError").finish_non_exhaustive()
    }
}

impl<T> Error for SendError<T> {}

/// Why a value was not sent, and the value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum TrySendError<T> {
    /// There is no room now.
    Full(T),
    /// The receiver is dropped or closed.
    Closed(T),
}

impl<T> fmt::Display for TrySendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            TrySendError::Full(_) => "the channel is full",
            TrySendError::Closed(_) => "the receiver is dropped or closed",
        })
    }
}

impl<T> fmt::Debug for TrySendError<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            TrySendError::Full(_) => "Full(..)",
            TrySendError::Closed(_) => "Closed(..)",
        })
    }
}

impl<T> Error for TrySendError<T> {}

/// Why no value was received.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TryRecvError {
    /// None is there now.
    Empty,
    /// None is there, and all senders are dropped or the receiver is closed.
    Disconnected,
}

impl fmt::Display for TryRecvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            TryRecvError::Empty => "the channel is empty",
            TryRecvError::Disconnected => "the channel is empty, and nothing more can come",
        })
    }
}

impl Error for TryRecvError {}
