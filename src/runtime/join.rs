//! The handle that waits for a task's output; built in *Join handles*.

use super::task::Run;
use super::{JoinError, budget};
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

/// The task's side of a [`JoinHandle`], whatever its future is.
pub(crate) trait Joined<T>: Run {
    /// Takes the output, or keeps the waker until it is there.
    fn poll_output(&self, waker: &Waker) -> Poll<Result<T, JoinError>>;
    /// Whether the future is gone.
    fn is_finished(&self) -> bool;
    /// The task is done, or its handle is gone. Who is last drops the output, which
    /// nobody will take. Returns whom the handle waited with.
    fn leave(&self) -> Option<Waker>;
}

/// Waits for a task, and gives its output.
///
/// Dropping it detaches the task, which runs on; nobody learns then how it ends.
///
/// ```
/// use poll_by_poll::runtime::{Runtime, spawn};
/// use std::future::pending;
///
/// Runtime::new().block_on(async {
///     let endless = spawn(pending::<()>());
///     endless.abort();
///     assert!(endless.await.unwrap_err().is_cancelled());
/// });
/// ```
///
/// # Panics
///
/// When it is polled after it was ready.
#[must_use = "a task runs without its handle, but nobody learns how it ends"]
pub struct JoinHandle<T> {
    pub(crate) task: Arc<dyn Joined<T>>,
}

impl<T> JoinHandle<T> {
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
        budget::poll_leaf(context, |context| self.task.poll_output(context.waker()))
    }
}

impl<T> Drop for JoinHandle<T> {
    fn drop(&mut self) {
        drop(self.task.leave());
    }
}

impl<T> fmt::Debug for JoinHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JoinHandle")
            .field("is_finished", &self.is_finished())
            .finish_non_exhaustive()
    }
}
