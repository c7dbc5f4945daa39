//! The runtime that the book builds: it polls tasks, and sleeps when there is
//! nothing to poll.
//!
//! A [`Runtime`] owns tasks; [`spawn`] gives it one; a [`JoinHandle`] waits for
//! it. Each concept has a file of its own, under its name:
//!
//! - a task and who may touch it: `state`, `task`; its output: `join`, `joiner`,
//!   `join_error`
//! - what is ready: `queue`; what is alive: `owned`; how much one poll may do:
//!   `budget`
//! - who polls: `worker`; who sleeps: `idle`; where a thread sleeps: `parker`;
//!   which runtime a thread is in: `context`
//! - who waits for what comes from outside: `driver`; for timers, `timers`, `clock`,
//!   and the futures in `time`; for sockets, `reactor`, `readiness`, `watched`, and
//!   the futures in `net`
//! - threads for what blocks: `blocking`
//! - what a recording is told: `recorded`
//! - channels: [`oneshot`], [`mpsc`], and what the two sides of one share: `shared`
//!
//! Names are tokio's where the thing is the same.

mod blocking;
mod budget;
mod builder;
mod clock;
mod context;
mod driver;
mod handle;
mod idle;
mod join;
mod join_error;
mod joiner;
pub mod mpsc;
mod net;
pub mod oneshot;
mod owned;
mod parker;
mod queue;
mod reactor;
mod readiness;
mod recorded;
#[expect(
    clippy::module_inception,
    reason = "a runtime is what this module is of"
)]
mod runtime;
mod shared;
mod state;
mod sync;
mod task;
mod time;
mod timers;
mod watched;
mod worker;

pub use blocking::spawn_blocking;
pub use builder::Builder;
pub use handle::Handle;
pub use join::JoinHandle;
pub use join_error::JoinError;
pub use net::{TcpListener, TcpStream};
pub use runtime::Runtime;
pub use time::{Elapsed, Interval, Sleep, Timeout, interval, now, sleep, sleep_until, timeout};

use std::future::Future;

/// Gives a future to the runtime that the thread is in; see [`Handle::spawn`].
///
/// ```
/// use poll_by_poll::runtime::{Runtime, spawn};
///
/// let sum = Runtime::new().block_on(async {
///     let stations = [14, 3, -6].map(|celsius| spawn(async move { celsius }));
///     let mut sum = 0;
///     for station in stations {
///         sum += station.await.unwrap();
///     }
///     sum
/// });
/// assert_eq!(sum, 11);
/// ```
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
