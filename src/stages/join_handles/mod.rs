//! Join handles: a task has an output, and somebody who waits for it.
//!
//! ```
//! use futures::future::FutureExt;
//! use poll_by_poll::stages::join_handles::{Runtime, spawn};
//! use poll_by_poll::stages::{sleep, survey};
//!
//! let survey = survey(sleep, |reading| spawn(reading).map(Result::unwrap));
//! assert_eq!(Runtime::new().block_on(survey).sum, 11);
//! ```
//!
//! **It can** wait for a task, abort it, or leave it to itself; a task that panics ends
//! alone, and its handle says so.
//!
//! **It cannot yet** wait for a time: who sleeps needs a thread beside the runtime that
//! wakes it. A test of an hour's sleep takes an hour.
//!
//! **New:** `join`, `joiner`, `join_error`; in `task`, the output; in `handle`, what
//! `spawn` returns.

#[path = "../run_queue/context.rs"]
mod context;
mod handle;
mod join;
#[path = "../../runtime/join_error.rs"]
mod join_error;
#[path = "../../runtime/joiner.rs"]
mod joiner;
#[path = "../../runtime/owned.rs"]
mod owned;
#[path = "../run_queue/parker.rs"]
mod parker;
#[path = "../run_queue/queue.rs"]
mod queue;
#[path = "../run_queue/runtime.rs"]
mod runtime;
#[path = "../../runtime/shared.rs"]
mod shared;
#[path = "../../runtime/state.rs"]
mod state;
#[path = "../../runtime/sync.rs"]
mod sync;
#[path = "../../runtime/task.rs"]
mod task;
#[path = "../run_queue/worker.rs"]
mod worker;

pub use handle::Handle;
pub use join::JoinHandle;
pub use join_error::JoinError;
pub use runtime::Runtime;

use std::future::Future;

/// Gives a future to the runtime that the thread is in; see [`Handle::spawn`].
///
/// # Panics
///
/// When the thread is in no runtime.
#[track_caller]
pub fn spawn<F: Future<Output: Send + 'static> + Send + 'static>(
    future: F,
) -> JoinHandle<F::Output> {
    Handle::current().spawn(future)
}
