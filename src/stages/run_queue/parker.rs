//! A place where one thread sleeps until another has something for it; built in
//! *block_on*.

use super::shared::{lock, unpoisoned};
use super::sync::{AtomicBool, Condvar, Mutex};
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};

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
    // ANCHOR: park
    /// Sleeps until there is an unpark that no park has seen. Maybe shorter: the system
    /// may end a sleep for no reason.
    pub(crate) fn park(&self) {
        let mut state = lock(&self.state);
        if *state == State::Away {
            *state = State::Parked;
            state = unpoisoned(self.changed.wait(state));
        }
        *state = State::Away;
    }

    /// Ends the park, or the next one.
    pub(crate) fn unpark(&self) {
        let mut state = lock(&self.state);
        let before = std::mem::replace(&mut *state, State::Unparked);
        if before == State::Parked {
            // The thread waits: it changed the state to this under the lock, and gave
            // the lock back only to the wait.
            self.changed.notify_one();
        }
    }
    // ANCHOR_END: park
}

/// Whether the future of `block_on` is to be polled.
#[derive(Debug)]
pub(crate) struct Woken {
    is_set: AtomicBool,
}

impl Woken {
    /// Of a future that was not polled yet.
    pub(crate) fn new() -> Woken {
        Woken {
            is_set: AtomicBool::new(true),
        }
    }

    /// The future is to be polled: any thread may say so.
    pub(crate) fn set(&self) {
        // Release: what was done before is seen by the poll to come.
        self.is_set.swap(true, Release);
    }

    /// Whether it is to be polled. The caller polls it next.
    pub(crate) fn take(&self) -> bool {
        self.is_set.swap(false, Acquire)
    }

    /// Whether it is to be polled. Who sets it unparks afterwards, so that who reads
    /// an old answer here and goes to sleep is woken.
    pub(crate) fn is_set(&self) -> bool {
        self.is_set.load(Relaxed)
    }
}
