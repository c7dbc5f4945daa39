//! The library of *Poll by Poll*: what the book builds, and what it looks with.
//!
//! [`traced`], [`counting_waker`] and [`run`] are the hand instruments of part 2:
//! they show what a future does that no runtime polls. [`runtime`] is the async
//! runtime that part 3 grows, chapter by chapter. The programs of the book are in
//! `examples/`, one a chapter: `cargo run --example concurrency`.

#![warn(missing_docs, unreachable_pub, unsafe_code)]
#![doc(test(attr(deny(unused_must_use))))]

mod counting;
mod run;
pub mod runtime;
mod spans;
pub mod stages;
mod traced;

pub use counting::{WakeCount, counting_waker};
pub use run::{Ran, run};
pub use traced::{Traced, traced};
