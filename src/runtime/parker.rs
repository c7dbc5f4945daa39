//! A place where one thread sleeps until another has something for it; built in
//! *block_on*.

use super::sync::{Condvar, Mutex};
use std::sync::PoisonError;

/// One thread parks here; any thread may unpark it. An unpark that comes first is
/// kept, and the next park returns at once.
#[derive(Debug)]
pub(crate) struct Parker {
    /// Whether there was an unpark since the last park returned.
    is_unparked: Mutex<bool>,
    /// Told when that changes to true.
    changed: Condvar,
}

impl Parker {
    pub(crate) fn new() -> Parker {
        Parker {
            is_unparked: Mutex::new(false),
            changed: Condvar::new(),
        }
    }

    /// Sleeps until there is an unpark that no park has seen.
    pub(crate) fn park(&self) {
        let mut is_unparked = self
            .is_unparked
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        while !*is_unparked {
            is_unparked = self
                .changed
                .wait(is_unparked)
                .unwrap_or_else(PoisonError::into_inner);
        }
        *is_unparked = false;
    }

    /// Ends the park, or the next one.
    pub(crate) fn unpark(&self) {
        let mut is_unparked = self
            .is_unparked
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if !std::mem::replace(&mut *is_unparked, true) {
            self.changed.notify_one();
        }
    }
}
