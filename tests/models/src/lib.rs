//! The files of `src/runtime` that threads share, as they are there, with loom
//! in the place of the standard library. loom runs a model once for each
//! interleaving of its threads that can make a difference, and for each value
//! that the memory model lets a load see.

#![allow(dead_code, reason = "a model uses a part of what a file has")]

/// Stands where `src/runtime/sync.rs` stands.
mod sync {
    pub(crate) use loom::sync::atomic::AtomicUsize;
    pub(crate) use loom::sync::{Condvar, Mutex, MutexGuard};
}

#[path = "../../../src/runtime/parker.rs"]
mod parker;
#[path = "../../../src/runtime/state.rs"]
mod state;

#[cfg(test)]
mod models;
