//! A place where one thread sleeps until another has something for it; built in
//! *block_on*.

use super::shared::{lock, unpoisoned};
use super::sync::{AtomicBool, Condvar, Mutex};
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use std::time::Duration;

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
    /// The thread sleeps in the reactor.
    Polling,
}

impl Parker {
    /// Sleeps until there is an unpark that no park has seen, or the timeout is over, if
    /// there is one. Maybe shorter: the system may end a sleep for no reason.
    pub(crate) fn park(&self, timeout: Option<Duration>) {
        let mut state = lock(&self.state);
        if *state == State::Away {
            *state = State::Parked;
            state = match timeout {
                None => unpoisoned(self.changed.wait(state)),
                Some(timeout) => unpoisoned(self.changed.wait_timeout(state, timeout)).0,
            };
        }
        *state = State::Away;
    }

    /// The thread goes into the reactor, where it is to be woken. Whether it may sleep
    /// there: if not, there was an unpark that no park has seen.
    pub(crate) fn begin_polling(&self) -> bool {
        let mut state = lock(&self.state);
        std::mem::replace(&mut *state, State::Polling) == State::Away
    }

    /// Whether there was an unpark that no park has seen. This one has seen it; so it
    /// does when the thread is back from the reactor.
    pub(crate) fn take_unpark(&self) -> bool {
        let mut state = lock(&self.state);
        std::mem::replace(&mut *state, State::Away) == State::Unparked
    }

    /// Ends the park, or the next one. Whether the thread sleeps in the reactor,
    /// and the caller has to wake it there.
    #[must_use = "a thread that sleeps in the reactor has to be woken there"]
    pub(crate) fn unpark(&self) -> bool {
        let mut state = lock(&self.state);
        let before = std::mem::replace(&mut *state, State::Unparked);
        if before == State::Parked {
            // The thread waits: it changed the state to this under the lock, and gave
            // the lock back only to the wait.
            self.changed.notify_one();
        }
        before == State::Polling
    }
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
