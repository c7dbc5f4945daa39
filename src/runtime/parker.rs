//! A place where one thread sleeps until another has something for it; built in
//! *block_on*.

use super::sync::{Condvar, Mutex, MutexGuard};
use std::sync::PoisonError;
use std::time::Duration;

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

    fn lock(&self) -> MutexGuard<'_, bool> {
        // Nothing panics under this lock.
        self.is_unparked
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Sleeps until there is an unpark that no park has seen.
    pub(crate) fn park(&self) {
        let mut is_unparked = self.lock();
        while !*is_unparked {
            let waited = self.changed.wait(is_unparked);
            is_unparked = waited.unwrap_or_else(PoisonError::into_inner);
        }
        *is_unparked = false;
    }

    /// Sleeps until there is an unpark that no park has seen, or for so long, or
    /// shorter: the system may end a sleep for no reason.
    pub(crate) fn park_for(&self, duration: Duration) {
        let mut is_unparked = self.lock();
        if !*is_unparked {
            let waited = self.changed.wait_timeout(is_unparked, duration);
            (is_unparked, _) = waited.unwrap_or_else(PoisonError::into_inner);
        }
        *is_unparked = false;
    }

    /// Whether there was an unpark that no park has seen. This one has seen it.
    pub(crate) fn take_unpark(&self) -> bool {
        std::mem::take(&mut self.lock())
    }

    /// Ends the park, or the next one.
    pub(crate) fn unpark(&self) {
        let mut is_unparked = self.lock();
        if !std::mem::replace(&mut *is_unparked, true) {
            self.changed.notify_one();
        }
    }
}
