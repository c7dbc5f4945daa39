//! Timers: a task waits for a time, and the thread sleeps until the earliest.
//!
//! ```
//! use futures::future::FutureExt;
//! use poll_by_poll::stages::survey;
//! use poll_by_poll::stages::timers::{Builder, sleep, spawn};
//!
//! let survey = survey(sleep, |reading| spawn(reading).map(Result::unwrap));
//! // Takes no time at all.
//! let runtime = Builder::new_current_thread().start_paused(true).build();
//! assert_eq!(runtime.block_on(survey).sum, 11);
//! ```
//!
//! **It can** wake tasks at a time, ten thousand of them with one thread; give a future
//! so long at most; and run on a clock that is paused, where waiting takes no time.
//!
//! **It cannot yet** wait for a socket: a read keeps the only thread, and all tasks
//! wait with it.
//!
//! **New:** `timers`, `clock`, `time`, `builder`, and `driver`, which waits for what
//! comes from outside; in `parker`, the timeout; `worker` sleeps in the driver, which
//! `handle` has. `timers` asks which worker sleeps: here it is always number 0.

mod builder;
mod clock;
#[path = "../run_queue/context.rs"]
mod context;
mod driver;
mod handle;
#[path = "../join_handles/join.rs"]
mod join;
#[path = "../../runtime/join_error.rs"]
mod join_error;
#[path = "../../runtime/joiner.rs"]
mod joiner;
#[path = "../../runtime/owned.rs"]
mod owned;
mod parker;
#[path = "../run_queue/queue.rs"]
mod queue;
mod runtime;
#[path = "../../runtime/shared.rs"]
mod shared;
#[path = "../../runtime/state.rs"]
mod state;
#[path = "../../runtime/sync.rs"]
mod sync;
#[path = "../../runtime/task.rs"]
mod task;
mod time;
#[path = "../../runtime/timers.rs"]
#[expect(
    clippy::module_inception,
    reason = "the chapter is called as what it builds"
)]
mod timers;
mod worker;

pub use builder::Builder;
pub use handle::Handle;
pub use join::JoinHandle;
pub use join_error::JoinError;
pub use runtime::Runtime;
pub use time::{Elapsed, Sleep, Timeout, now, sleep, sleep_until, timeout};

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
