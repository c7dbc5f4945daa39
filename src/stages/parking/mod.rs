//! Parking: the finished [`runtime`](crate::runtime), which is all there is here.
//!
//! ```
//! use futures::future::FutureExt;
//! use poll_by_poll::stages::parking::{Runtime, sleep, spawn};
//! use poll_by_poll::stages::survey;
//!
//! let survey = survey(sleep, |reading| spawn(reading).map(Result::unwrap));
//! assert_eq!(Runtime::new().block_on(survey).sum, 11);
//! ```
//!
//! **It can** call one worker for what became ready, and none if somebody searches
//! already; whichever worker sleeps drives; and turns are bounded, so that a task that
//! keeps itself ready keeps nobody waiting for ever. It has threads for what blocks, and
//! channels, and a recording sees it.
//!
//! **New:** `idle`, `budget`; in `worker`, turns and the search; in `driver`, who
//! drives; in `handle`, whom to call. Beside the chapters: `blocking`, `recorded`,
//! `oneshot`, `mpsc` and `shared`.

pub use crate::runtime::*;
