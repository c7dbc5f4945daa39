//! The task's end of its output: the place where the waker of who waits for it is
//! kept; built in *Join handles*.

use super::shared::{keep, lock};
use super::state::State;
use super::sync::Mutex;
use std::task::{Poll, Waker};

/// Who waits for a task's output.
pub(crate) struct Joiner {
    waiting: Mutex<Waiting>,
}

/// What the task and its handle tell one another. Held only to look and change,
/// never while a waker wakes or a value is dropped.
struct Waiting {
    /// The handle was polled last with this, and was not ready.
    waker: Option<Waker>,
    /// The handle is gone.
    is_detached: bool,
    /// The task is done, and has told the handle, if it was there.
    was_told: bool,
}

/// Whom a task that is done has to tell.
pub(crate) enum Told {
    /// The handle waits, and this wakes its task.
    Wake(Waker),
    /// The handle will see when it looks.
    Nobody,
    /// The handle is gone, and the output is to be dropped.
    Detached,
}

impl Joiner {
    pub(crate) fn new() -> Joiner {
        Joiner {
            waiting: Mutex::new(Waiting {
                waker: None,
                is_detached: false,
                was_told: false,
            }),
        }
    }

    /// Takes the output with `take` if the task is done, and else keeps the
    /// waker.
    pub(crate) fn poll<T>(
        &self,
        waker: &Waker,
        state: &State,
        take: impl FnOnce() -> T,
    ) -> Poll<T> {
        let mut waiting = lock(&self.waiting);
        // Before the waker is kept, under the lock under which it is looked for:
        // either we see that the task is done, or it sees the waker.
        if state.is_done() {
            return Poll::Ready(take());
        }
        let old = keep(&mut waiting.waker, waker);
        drop(waiting);
        drop(old);
        Poll::Pending
    }

    /// The task is done: whom it has to tell.
    pub(crate) fn finish(&self) -> Told {
        let mut waiting = lock(&self.waiting);
        waiting.was_told = true;
        match waiting.waker.take() {
            _ if waiting.is_detached => Told::Detached,
            Some(waker) => Told::Wake(waker),
            None => Told::Nobody,
        }
    }

    /// The handle is gone. Whether the task has told it, so that the output is to
    /// be dropped here.
    pub(crate) fn detach(&self) -> bool {
        let mut waiting = lock(&self.waiting);
        waiting.is_detached = true;
        let (old, was_told) = (waiting.waker.take(), waiting.was_told);
        drop(waiting);
        drop(old);
        was_told
    }

    /// Does something that the handle must not see halfway.
    pub(crate) fn locked<T>(&self, work: impl FnOnce() -> T) -> T {
        let _waiting = lock(&self.waiting);
        work()
    }
}
