//! Work stealing: several workers, each with a queue of its own, and who has nothing
//! takes from the others.
//!
//! ```
//! use futures::future::FutureExt;
//! use poll_by_poll::stages::survey;
//! use poll_by_poll::stages::work_stealing::{Builder, sleep, spawn};
//!
//! let survey = survey(sleep, |reading| spawn(reading).map(Result::unwrap));
//! let runtime = Builder::new_multi_thread().worker_threads(2).build();
//! assert_eq!(runtime.block_on(survey).sum, 11);
//! ```
//!
//! **It can** poll as many tasks at a time as the machine has processors.
//!
//! **It cannot yet** call one worker alone: each task that becomes ready wakes all that
//! sleep, and all but one look in vain. Timers and sockets are looked after by worker 0,
//! when it has nothing to poll: while it computes, they wait. And nobody bounds turns:
//! tasks that keep themselves ready keep timers, sockets and the future of `block_on`
//! waiting for ever.
//!
//! **New:** in `worker`, stealing, and what others see of a worker; in `handle`, the
//! workers; in `builder` and `runtime`, their threads. `context` and `queue` are those
//! of the finished runtime from here on. `driver` is as it was: worker 0 sleeps there.

mod builder;
#[path = "../timers/clock.rs"]
mod clock;
#[path = "../../runtime/context.rs"]
mod context;
#[path = "../reactor/driver.rs"]
mod driver;
mod handle;
#[path = "../join_handles/join.rs"]
mod join;
#[path = "../../runtime/join_error.rs"]
mod join_error;
#[path = "../../runtime/joiner.rs"]
mod joiner;
#[path = "../../runtime/net.rs"]
mod net;
#[path = "../../runtime/owned.rs"]
mod owned;
#[path = "../../runtime/parker.rs"]
mod parker;
#[path = "../../runtime/queue.rs"]
mod queue;
#[path = "../../runtime/reactor.rs"]
mod reactor;
#[path = "../../runtime/readiness.rs"]
mod readiness;
mod runtime;
#[path = "../../runtime/shared.rs"]
mod shared;
#[path = "../../runtime/state.rs"]
mod state;
#[path = "../../runtime/sync.rs"]
mod sync;
#[path = "../../runtime/task.rs"]
mod task;
#[path = "../timers/time.rs"]
mod time;
#[path = "../../runtime/timers.rs"]
mod timers;
#[path = "../reactor/watched.rs"]
mod watched;
mod worker;

pub use builder::Builder;
pub use handle::Handle;
pub use join::JoinHandle;
pub use join_error::JoinError;
pub use net::{TcpListener, TcpStream};
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
