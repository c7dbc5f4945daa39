//! Whether a socket can be read or written, as far as is known, and who waits
//! for it; built in *A reactor*.

use super::shared::{lock, wait};
use super::sync::Mutex;
use std::task::{Context, Poll, Waker};

/// One direction of a socket: one task waits for it at a time.
#[derive(Debug, Default)]
pub(crate) struct Readiness {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// An operation would have blocked, and the system has reported no edge since. Of
    /// a socket of which nothing is known, whoever tries will learn.
    would_block: bool,
    /// How many edges the system has reported. Who finds that the socket would
    /// block says what it knew before it tried: an edge that came meanwhile is
    /// not taken back.
    edges: Edges,
    /// Set for ever when the system has reported that the other end is closed. It
    /// reports that once: whoever takes what is left must learn of it, too.
    is_closed: bool,
    /// Who polled last and was not ready.
    waker: Option<Waker>,
}

/// A number of edges.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Edges(usize);

impl Readiness {
    /// The system has reported an edge, and maybe that it is the last. Whom to wake,
    /// by who holds no lock.
    #[must_use = "who waits for the socket is to be woken"]
    pub(crate) fn set(&self, is_closed: bool) -> Option<Waker> {
        let mut state = lock(&self.state);
        state.would_block = false;
        state.is_closed |= is_closed;
        state.edges.0 = state.edges.0.wrapping_add(1);
        state.waker.take()
    }

    /// Is ready while it is worth a try. Else the waker is kept, in place of the
    /// one before.
    pub(crate) fn poll(&self, context: &mut Context<'_>) -> Poll<Edges> {
        let state = lock(&self.state);
        if !state.would_block {
            return Poll::Ready(state.edges);
        }
        wait(state, |state| &mut state.waker, context.waker())
    }

    /// The socket would block, as of what `poll` told before.
    pub(crate) fn clear(&self, seen: Edges) {
        let mut state = lock(&self.state);
        if state.edges == seen {
            state.would_block = true;
        }
    }

    /// The socket gave or took less than it was asked to, as of what `poll` told
    /// before: it would block next, if it is not at its end.
    pub(crate) fn drain(&self, seen: Edges) {
        let mut state = lock(&self.state);
        if state.edges == seen {
            state.would_block = !state.is_closed;
        }
    }
}
