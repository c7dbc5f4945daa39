//! The two ends of a task's output: the handle that waits for it, and the place
//! where its waker is kept; built in *Join handles*.

use super::budget;
use super::state::State;
use super::sync::{Mutex, MutexGuard};
use std::any::Any;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, PoisonError};
use std::task::{Context, Poll, Waker, ready};

/// The task's side of a [`JoinHandle`], whatever its future is.
pub(crate) trait Joined<T>: Send + Sync {
    /// Takes the output, or keeps the waker until it is there.
    fn poll_output(&self, waker: &Waker) -> Poll<Result<T, JoinError>>;
    /// Whether the future is gone.
    fn is_finished(&self) -> bool;
    /// See [`JoinHandle::abort`].
    fn abort(self: Arc<Self>);
    /// Nobody will ask for the output any more.
    fn detach(&self);
}

/// Waits for a task, and gives its output.
///
/// Dropping it detaches the task, which runs on; nobody learns then how it ends.
///
/// # Panics
///
/// When it is polled after it was ready.
#[must_use = "a task runs without its handle, but nobody learns how it ends"]
pub struct JoinHandle<T> {
    task: Arc<dyn Joined<T>>,
}

impl<T> JoinHandle<T> {
    pub(crate) fn new(task: Arc<dyn Joined<T>>) -> JoinHandle<T> {
        JoinHandle { task }
    }

    /// Asks the runtime to drop the task's future, at the latest when it would
    /// be polled next. A future that is ready before stays ready.
    pub fn abort(&self) {
        self.task.clone().abort();
    }

    /// Whether the future is gone: it was ready, it panicked, or it was dropped.
    pub fn is_finished(&self) -> bool {
        self.task.is_finished()
    }
}

impl<T> Future for JoinHandle<T> {
    type Output = Result<T, JoinError>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        ready!(budget::poll_left(context));
        self.task.poll_output(context.waker()).map(|output| {
            budget::spend();
            output
        })
    }
}

impl<T> Drop for JoinHandle<T> {
    fn drop(&mut self) {
        self.task.detach();
    }
}

impl<T> fmt::Debug for JoinHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JoinHandle")
            .field("is_finished", &self.is_finished())
            .finish_non_exhaustive()
    }
}

/// Why a task has no output.
pub struct JoinError {
    /// What the future panicked with; none if the task was aborted.
    panic: Option<Box<dyn Any + Send>>,
}

impl JoinError {
    pub(crate) fn cancelled() -> JoinError {
        JoinError { panic: None }
    }

    pub(crate) fn panicked(panic: Box<dyn Any + Send>) -> JoinError {
        JoinError { panic: Some(panic) }
    }

    /// Whether the task was aborted, or its runtime was shut down.
    pub fn is_cancelled(&self) -> bool {
        self.panic.is_none()
    }

    /// Whether the task's future panicked, in a poll or when it was dropped.
    pub fn is_panic(&self) -> bool {
        self.panic.is_some()
    }

    /// What it panicked with, for [`std::panic::resume_unwind`].
    ///
    /// # Panics
    ///
    /// When the task was cancelled.
    pub fn into_panic(self) -> Box<dyn Any + Send> {
        self.panic
            .expect("the task did not panic: it was cancelled")
    }
}

impl fmt::Display for JoinError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.panic.as_deref().map(message) {
            None => f.write_str("the task was cancelled"),
            Some(None) => f.write_str("the task panicked"),
            Some(Some(message)) => write!(f, "the task panicked: {message}"),
        }
    }
}

impl fmt::Debug for JoinError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.panic.as_deref().map(message) {
            None => f.write_str("JoinError::Cancelled"),
            Some(message) => write!(f, "JoinError::Panic({:?})", message.unwrap_or("..")),
        }
    }
}

impl std::error::Error for JoinError {}

/// The words of a panic, if it has any.
fn message(panic: &(dyn Any + Send)) -> Option<&str> {
    let word = panic.downcast_ref::<&str>().copied();
    word.or_else(|| panic.downcast_ref::<String>().map(String::as_str))
}

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
