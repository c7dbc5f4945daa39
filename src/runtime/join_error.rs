//! Why a task has no output; built in *Join handles*.

use std::any::Any;
use std::fmt;

/// Why a task has no output.
///
/// ```
/// use poll_by_poll::runtime::{Runtime, spawn};
///
/// Runtime::new().block_on(async {
///     let error = spawn(async { panic!("no snow") }).await.unwrap_err();
///     assert!(error.is_panic() && !error.is_cancelled());
///     assert_eq!(error.to_string(), "the task panicked: no snow");
///     assert_eq!(*error.into_panic().downcast::<&str>().unwrap(), "no snow");
/// });
/// ```
pub struct JoinError {
    /// What the future panicked with; none if the task was aborted.
    pub(crate) panic: Option<Box<dyn Any + Send>>,
}

impl JoinError {
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
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for JoinError {}

/// The words of a panic, if it has any.
fn message(panic: &(dyn Any + Send)) -> Option<&str> {
    let word = panic.downcast_ref::<&str>().copied();
    word.or_else(|| panic.downcast_ref::<String>().map(String::as_str))
}
