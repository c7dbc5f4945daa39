//! What the book's measurements have in common: a series of measured values,
//! and a few words on the machine that measured them.
//!
//! A bench is a program of its own in a folder beside this one: `proof/`
//! compares the speed of the book's proof with that of `mdbook test`,
//! `recording/` measures what it costs to record a program and draw its run,
//! `waiting/` compares waiting threads with waiting tasks, `tasks/` measures
//! what a task costs, and `runtime/` what our runtime costs beside others.

mod bound;
mod child;
mod machine;
mod memory;
pub mod processor;
pub mod progress;
mod root;
mod series;

pub use bound::{met, verdict};
pub use child::in_a_process_of_its_own;
pub use machine::{Machine, today};
pub use memory::resident;
pub use root::root;
pub use series::{Series, number, whole};
