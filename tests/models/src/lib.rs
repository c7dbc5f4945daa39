//! The files of `src/runtime` that threads share, as they are there, with loom
//! in the place of the standard library. loom runs a model once for each
//! interleaving of its threads that can make a difference, and for each value
//! that the memory model lets a load see.

#![allow(dead_code, reason = "a model uses a part of what a file has")]

/// Stands where `src/runtime/sync.rs` stands.
mod sync {
    pub(crate) use loom::sync::atomic::{AtomicBool, AtomicUsize};
    pub(crate) use loom::sync::{Condvar, Mutex, MutexGuard};
}

/// Stands where `src/runtime/task.rs` stands: what the list of tasks has to know.
mod task {
    pub(crate) trait Run: Send + Sync {
        fn abort(&self);
    }
}

#[path = "../../../src/runtime/budget.rs"]
mod budget;
#[path = "../../../src/runtime/idle.rs"]
mod idle;
#[path = "../../../src/runtime/mpsc/mod.rs"]
pub mod mpsc;
#[path = "../../../src/runtime/oneshot.rs"]
pub mod oneshot;
#[path = "../../../src/runtime/owned.rs"]
mod owned;
#[path = "../../../src/runtime/parker.rs"]
mod parker;
#[path = "../../../src/runtime/queue.rs"]
mod queue;
#[path = "../../../src/runtime/readiness.rs"]
mod readiness;
#[path = "../../../src/runtime/shared.rs"]
mod shared;
#[path = "../../../src/runtime/state.rs"]
mod state;
#[path = "../../../src/runtime/timers.rs"]
mod timers;

#[cfg(test)]
mod bugs;
/// The files that tests compare, as elsewhere.
#[cfg(test)]
#[path = "../../mistakes/src/snapshot.rs"]
#[allow(unreachable_pub, reason = "there it is public")]
mod snapshot;

/// The workspace.
#[cfg(test)]
fn root() -> &'static std::path::Path {
    std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

#[cfg(test)]
mod models {
    mod channels;
    mod ending;
    mod outside;
    mod parking;
    mod queues;
    mod task;
}
