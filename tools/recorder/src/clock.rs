//! The clock of a recording.
//!
//! It is tokio's where a runtime is current, so that it stands still where time
//! is paused. It starts with the first event of a task or leaf, and where time
//! was paused it doesn't go on outside the runtime: so two recordings of paused
//! time are equal, however long a program takes before, between and after.
//!
//! The runtime of `poll_by_poll` tells how far its paused clock has come: from then
//! on, all times are from there.

use recording::{Start, What};
use std::time::{Duration, Instant, SystemTime};
use tokio::runtime::{Handle, Id};

/// Tells the time of each event.
pub(crate) struct Clock {
    /// Since the first event; it never goes back.
    at: Duration,
    /// When that was, on the clock that was read; none before the first event.
    last: Option<Instant>,
    /// When the first event was, on the system's clock.
    first: u64,
    /// The runtime whose clock that was, if it had to be asked for.
    runtime: Option<Id>,
    /// Whether that clock was seen to differ from the system's.
    is_virtual: bool,
    /// Whether any clock ever was. Until then all clocks are the system's, and
    /// to ask for the runtime would take longer than all the rest.
    was_virtual: bool,
    /// How far the paused clock of `poll_by_poll::runtime` has come, if there is one.
    told: Option<Duration>,
    /// Whether to look again: a runtime may be new, or its time paused since.
    in_doubt: bool,
}

impl Clock {
    pub(crate) const fn new() -> Clock {
        Clock {
            at: Duration::ZERO,
            last: None,
            first: 0,
            runtime: None,
            is_virtual: false,
            was_virtual: false,
            told: None,
            in_doubt: false,
        }
    }

    /// The paused clock of `poll_by_poll::runtime` has come so far.
    pub(crate) fn pause_at(&mut self, since: Duration) {
        // A clock that is behind is of another runtime: it starts here.
        let before = self.told.replace(since).unwrap_or(since);
        self.at += since.saturating_sub(before);
        self.was_virtual = true;
    }

    /// The time of an event that happens now, in microseconds.
    pub(crate) fn tell(&mut self, what: &What) -> u64 {
        let is_first = self.last.is_none();
        self.in_doubt |= matches!(what, What::Task { .. } | What::Wait { .. });
        if self.told.is_some() {
            let now = self.last.unwrap_or_else(Instant::now);
            self.advance(now, true);
        } else if self.in_doubt || self.was_virtual {
            match Handle::try_current() {
                Ok(handle) => self.read_tokio(handle.id()),
                Err(_) => self.read_system(),
            }
        } else if !(is_first && matches!(what, What::Print { .. } | What::Panic { .. })) {
            self.advance(Instant::now(), false);
        }
        u64::try_from(self.at.as_micros()).unwrap_or(u64::MAX)
    }

    /// What is known of this clock.
    pub(crate) fn start(&self) -> Start {
        Start {
            first: self.first,
            paused: self.was_virtual,
        }
    }

    fn read_tokio(&mut self, runtime: Id) {
        let is_other = self.runtime.replace(runtime) != Some(runtime);
        let was_virtual = self.is_virtual;
        if is_other || self.in_doubt {
            self.is_virtual = is_virtual();
            self.was_virtual |= self.is_virtual;
            self.in_doubt = false;
        }
        let now = tokio::time::Instant::now().into_std();
        // The times of two clocks can't be compared, if one is virtual.
        let leaps = is_other && (was_virtual || self.is_virtual);
        self.advance(now, leaps);
    }

    fn read_system(&mut self) {
        let is_other = self.runtime.take().is_some();
        if !self.is_virtual {
            self.advance(Instant::now(), false);
        } else if is_other {
            // What this runtime's clock said is of no use any more.
            self.last = Some(Instant::now());
        }
    }

    fn advance(&mut self, now: Instant, leaps: bool) {
        match self.last.replace(now) {
            None => self.first = since_1970(),
            Some(last) if !leaps => self.at += now.saturating_duration_since(last),
            Some(_) => {}
        }
    }
}

/// Microseconds.
fn since_1970() -> u64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let micros = since.unwrap_or_default().as_micros();
    u64::try_from(micros).unwrap_or(u64::MAX)
}

/// Whether tokio's clock shows another time than the system's.
fn is_virtual() -> bool {
    let before = Instant::now();
    let told = tokio::time::Instant::now().into_std();
    told < before || Instant::now() < told
}
