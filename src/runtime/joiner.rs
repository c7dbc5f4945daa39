//! The task's end of its output: the place where the waker of who waits for it is
//! kept; built in *Join handles*.

use super::state::State;
use super::sync::{Mutex, MutexGuard};
use std::sync::PoisonError;
use std::task::{Poll, Waker};

/// Who waits for a task's output.
pub(crate) struct Joiner {
    waiting: Mutex<Waiting>,
}

/// What the task and its handle tell one another. Held only to look and change,
/// never while a waker wakes or a value is dropped.
enum Waiting {
    /// The handle has not been polled.
    Nobody,
    /// The handle was polled last with this waker.
    Handle(Waker),
    /// The handle is gone.
    Detached,
    /// The task is done, and has told it.
    Told,
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
            waiting: Mutex::new(Waiting::Nobody),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        // Nothing panics under this lock but a waker's clone, after which the
        // state is what it was.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the output with `take` if the task is done, and else keeps the
    /// waker.
    pub(crate) fn poll<T>(
        &self,
        waker: &Waker,
        state: &State,
        take: impl FnOnce() -> T,
    ) -> Poll<T> {
        let mut waiting = self.lock();
        // Before the waker is kept, under the lock under which it is looked for:
        // either we see that the task is done, or it sees the waker.
        if state.is_done() {
            return Poll::Ready(take());
        }
        match &mut *waiting {
            Waiting::Handle(kept) => kept.clone_from(waker),
            other => *other = Waiting::Handle(waker.clone()),
        }
        Poll::Pending
    }

    /// The task is done: whom it has to tell.
    pub(crate) fn finish(&self) -> Told {
        let mut waiting = self.lock();
        match std::mem::replace(&mut *waiting, Waiting::Told) {
            Waiting::Handle(waker) => Told::Wake(waker),
            Waiting::Detached => Told::Detached,
            Waiting::Nobody | Waiting::Told => Told::Nobody,
        }
    }

    /// The handle is gone. Whether the task has told it, so that the output is to
    /// be dropped here.
    pub(crate) fn detach(&self) -> bool {
        let mut waiting = self.lock();
        let was_told = matches!(*waiting, Waiting::Told);
        let old = std::mem::replace(&mut *waiting, Waiting::Detached);
        drop(waiting);
        // A waker may do anything when it is dropped.
        drop(old);
        was_told
    }

    /// Does something that the handle must not see halfway.
    pub(crate) fn locked<T>(&self, work: impl FnOnce() -> T) -> T {
        let _waiting = self.lock();
        work()
    }
}
