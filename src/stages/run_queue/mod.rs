//! A run queue: many tasks on one thread.
//!
//! ```
//! use futures::future::FutureExt;
//! use poll_by_poll::stages::run_queue::{Runtime, spawn};
//! use poll_by_poll::stages::{sleep, survey};
//!
//! // A task has no output yet: a channel of the crate futures brings its answer.
//! let start = |reading: poll_by_poll::stages::Reading| {
//!     let (task, answer) = reading.remote_handle();
//!     spawn(task);
//!     answer
//! };
//! let survey = Runtime::new().block_on(survey(sleep, start));
//! assert_eq!(survey.sum, 11);
//! ```
//!
//! **It can** poll many tasks in turn, each only when it was woken, from whatever
//! thread; a runtime that is dropped drops the tasks that are not done.
//!
//! **It cannot yet** tell how a task ends: `spawn` gives nothing to wait for or to
//! abort. And a task that panics takes `block_on` with it, and all that it ran.
//!
//! **New:** `task`, `owned`, `queue`, `context`, `handle`, `worker`; in `runtime`, the
//! [`Runtime`]; in `parker`, `Woken`. `state` is that of the finished runtime.

mod context;
mod handle;
#[path = "../../runtime/owned.rs"]
mod owned;
mod parker;
mod queue;
mod runtime;
#[path = "../../runtime/shared.rs"]
mod shared;
#[path = "../../runtime/state.rs"]
mod state;
#[path = "../../runtime/sync.rs"]
mod sync;
mod task;
mod worker;

pub use handle::Handle;
pub use runtime::Runtime;

use std::future::Future;

/// Gives a future to the runtime that the thread is in; see [`Handle::spawn`].
///
/// # Panics
///
/// When the thread is in no runtime.
#[track_caller]
pub fn spawn<F>(future: F)
where
    F: Future<Output = ()> + Send + 'static,
{
    Handle::current().spawn(future);
}
