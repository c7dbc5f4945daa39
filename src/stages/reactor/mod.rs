//! A reactor: a task waits for a socket, and the thread sleeps in the system.
//!
//! ```
//! use futures::io::{AsyncReadExt, AsyncWriteExt};
//! use poll_by_poll::stages::reactor::{Runtime, TcpListener, TcpStream, spawn};
//!
//! # fn main() -> std::io::Result<()> {
//! Runtime::new().block_on(async {
//!     let mut listener = TcpListener::bind(([127, 0, 0, 1], 0).into())?;
//!     let address = listener.local_addr()?;
//!     let summit = spawn(async move {
//!         let (mut keeper, _) = listener.accept().await?;
//!         keeper.write_all(b"-6").await
//!     });
//!     let mut heard = String::new();
//!     let mut stream = TcpStream::connect(address).await?;
//!     stream.read_to_string(&mut heard).await?;
//!     assert_eq!(heard, "-6");
//!     summit.await.unwrap()
//! })
//! # }
//! ```
//!
//! **It can** listen, connect, read and write, ten thousand sockets with one thread, and
//! timers with them.
//!
//! **It cannot yet** use a second processor: one task that computes for a second keeps
//! all others waiting for a second, and the machine's other cores idle.
//!
//! **New:** `reactor`, `readiness`, `watched`, `net`, all but `watched` those of the
//! finished runtime; in `driver` and `handle`, the reactor. In `parker`, which is that
//! of the finished runtime from here on, the sleep in the reactor.

#[path = "../timers/builder.rs"]
mod builder;
#[path = "../timers/clock.rs"]
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
#[path = "../../runtime/net.rs"]
mod net;
#[path = "../../runtime/owned.rs"]
mod owned;
#[path = "../../runtime/parker.rs"]
mod parker;
#[path = "../run_queue/queue.rs"]
mod queue;
#[path = "../../runtime/reactor.rs"]
#[expect(
    clippy::module_inception,
    reason = "the chapter is called as what it builds"
)]
mod reactor;
#[path = "../../runtime/readiness.rs"]
mod readiness;
#[path = "../timers/runtime.rs"]
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
mod watched;
#[path = "../timers/worker.rs"]
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
