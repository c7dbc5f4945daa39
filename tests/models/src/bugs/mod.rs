//! Bugs that drafts of the runtime had, each as the file it was in, cut down to
//! what it needs, and a model that finds it. The interleaving that loom found is
//! `tests/models/interleavings/<slug>.txt`.
//!
//! A model checks `super::Checked`: once that is the type in its own file, and the
//! model has to fail; once it is the cure, the type that the runtime has.

#![allow(clippy::duplicate_mod, reason = "a model checks two types")]

mod exhibit;
mod table;

pub(crate) use exhibit::{Sleeper, tell, unseen};

/// Tells what a thread has just done, in words.
macro_rules! told {
    ($thread:expr, $($what:tt)+) => {
        $crate::bugs::tell($thread, format!($($what)+))
    };
}
pub(crate) use told;
