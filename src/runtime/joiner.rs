//! The task's end of its output: the place where the waker of who waits for it is
//! kept; built in *Join handles*.

use super::shared::{lock, wait};
use super::state::State;
use super::sync::Mutex;
use std::task::{Poll, Waker};

/// Who waits for a task's output.
#[derive(Default)]
pub(crate) struct Joiner {
    waiting: Mutex<Waiting>,
}

/// What the task and its handle tell one another. Held only to look and change,
/// never while a waker wakes or a value is dropped.
#[derive(Default)]
struct Waiting {
    /// The handle was polled last with this, and was not ready.
    waker: Option<Waker>,
    /// One of the two has left: the task is done, or the handle is gone.
    has_one_left: bool,
}

impl Joiner {
    /// Takes the output with `take` if the task is done, and else keeps the
    /// waker.
    pub(crate) fn poll<T>(
        &self,
        waker: &Waker,
        state: &State,
        take: impl FnOnce() -> T,
    ) -> Poll<T> {
        let waiting = lock(&self.waiting);
        // Before the waker is kept, under the lock under which it is looked for:
        // either we see that the task is done, or it sees the waker.
        if state.is_done() {
            return Poll::Ready(take());
        }
        wait(waiting, |waiting| &mut waiting.waker, waker)
    }

    /// The task is done, or its handle is gone. Returns the waker that was kept, and,
    /// if the other has left before, takes the output with `take`: nobody wants it.
    pub(crate) fn leave<T>(&self, take: impl FnOnce() -> T) -> (Option<Waker>, Option<T>) {
        let mut waiting = lock(&self.waiting);
        let is_last = std::mem::replace(&mut waiting.has_one_left, true);
        (waiting.waker.take(), is_last.then(take))
    }
}
