//! `block_on`: runs one future, and sleeps while it is pending.
//!
//! ```
//! use poll_by_poll::stages::{block_on::block_on, sleep, survey};
//!
//! let survey = block_on(survey(sleep, |reading| reading));
//! assert_eq!(survey.sum, 11);
//! ```
//!
//! **It can** run whatever is a future, on the thread that calls, and be woken from
//! any thread.
//!
//! **It cannot yet** run a second future beside the first. There is no `spawn`: what
//! is to run at the same time has to be joined into the one future, which is polled as
//! a whole at each wake, and whose parts all end with it.
//!
//! **New:** `parker`, where a thread sleeps; `runtime`, the loop.

mod parker;
mod runtime;
#[path = "../../runtime/sync.rs"]
#[expect(unused_imports, reason = "atomics come with *Atomics for a queue*")]
mod sync;

pub use runtime::block_on;
