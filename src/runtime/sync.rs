//! What the runtime shares between threads with. The models of `tests/models`
//! take its files with loom's in this place.

pub(crate) use std::sync::atomic::{AtomicBool, AtomicUsize};
pub(crate) use std::sync::{Condvar, Mutex, MutexGuard};
