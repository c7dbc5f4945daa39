//! The runtime that the book builds: it polls tasks, and sleeps when there is
//! nothing to poll.
//!
//! A [`Runtime`] owns tasks; [`spawn`] gives it one; a [`JoinHandle`] waits for
//! it. Each concept has a file of its own: `state` and `task` (a task and who may
//! touch it), `join` (its output), `queue` (what is ready), `owned` (what is
//! alive), `parker` (where a thread sleeps), `timers` and `clock` (who is woken when),
//! `time` (the futures of both), `context` (which runtime a thread is in), `budget`
//! (how much one poll may do). Names are tokio's where the thing is the same.

mod budget;
mod builder;
mod clock;
mod context;
mod current_thread;
mod handle;
mod join;
mod owned;
mod parker;
mod queue;
mod state;
mod sync;
mod task;
mod time;
mod timers;

pub use builder::Builder;
pub use current_thread::Runtime;
pub use handle::Handle;
pub use join::{JoinError, JoinHandle};
pub use time::{Elapsed, Interval, Sleep, Timeout, interval, now, sleep, sleep_until, timeout};

use std::future::Future;
use std::sync::Arc;
use task::Run;

/// Gives a future to the runtime that the thread is in; see [`Handle::spawn`].
///
/// # Panics
///
/// When the thread is in no runtime.
#[track_caller]
pub fn spawn<F>(future: F) -> JoinHandle<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    Handle::current().spawn(future)
}

/// Where a task goes when it is to be polled.
pub(crate) trait Schedule: Clone + Send + Sync + 'static {
    /// Puts a task into a run queue. It is in none.
    fn schedule(&self, task: Arc<dyn Run>);
    /// The task of this key is done.
    fn forget(&self, key: usize);
}
