//! The runtime as it stands at the end of each chapter of part 3, each one whole.
//!
//! A stage has the files that its chapter adds or changes. What it takes over as it
//! is, from the stage before or from [`runtime`](crate::runtime), where all of it
//! ends, it names with `#[path]`: so two stages differ in what the chapter adds, and
//! in nothing else. Names are those of the finished runtime from the beginning.
//!
//! [`survey`] runs on every stage and says the same on each: what grows is how it
//! sleeps, and who polls its readings.

#![allow(
    clippy::duplicate_mod,
    reason = "a stage takes the files that it does not change from where they are"
)]
#![allow(dead_code, reason = "some of them have what only a later stage uses")]

pub mod block_on;
pub mod join_handles;
pub mod parking;
pub mod reactor;
pub mod run_queue;
mod sleep;
mod survey;
pub mod timers;
pub mod work_stealing;

pub use sleep::{Sleep, sleep};
pub use survey::{Answer, Reading, Survey, survey};
