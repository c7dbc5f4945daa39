//! A place where one thread sleeps until another has something for it; built in
//! *block_on*.

use super::sync::{Condvar, Mutex, MutexGuard};
use std::sync::PoisonError;

/// One thread parks here; any thread may unpark it. An unpark that comes first is
/// kept, and the next park returns at once.
#[derive(Debug, Default)]
pub(crate) struct Parker {
    state: Mutex<State>,
    /// Told when a thread that is parked has been unparked.
    changed: Condvar,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    /// The thread is not here, and nobody wants it.
    #[default]
    Away,
    /// There was an unpark since the last park returned.
    Unparked,
    /// The thread sleeps here.
    Parked,
}

impl Parker {
    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing panics under this lock.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    // ANCHOR: park
    /// Sleeps until there is an unpark that no park has seen.
    pub(crate) fn park(&self) {
        let mut state = self.lock();
        if *state == State::Away {
            *state = State::Parked;
        }
        while *state != State::Unparked {
            let waited = self.changed.wait(state);
            state = waited.unwrap_or_else(PoisonError::into_inner);
        }
        *state = State::Away;
    }

    /// Ends the park, or the next one.
    pub(crate) fn unpark(&self) {
        let mut state = self.lock();
        let before = std::mem::replace(&mut *state, State::Unparked);
        if before == State::Parked {
            // The thread waits: it changed the state to this under the lock, and gave
            // the lock back only to the wait.
            self.changed.notify_one();
        }
    }
    // ANCHOR_END: park
}
