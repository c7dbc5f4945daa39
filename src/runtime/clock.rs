//! The clock of a runtime: the system's, or one that stands still until nothing
//! else is left to do; built in *Timers*.

use super::recorded;
use super::shared::lock;
use super::sync::Mutex;
use std::time::{Duration, Instant};

/// Tells the time of one runtime.
#[derive(Debug)]
pub(crate) struct Clock {
    /// When the runtime was made, on the system's clock.
    start: Instant,
    /// How far a paused clock has come since; none where it is the system's.
    /// Only the thread that runs the runtime moves it, when nothing is ready.
    paused: Option<Mutex<Duration>>,
}

impl Clock {
    /// The system's, or one that is paused.
    pub(crate) fn new(is_paused: bool) -> Clock {
        Clock {
            start: Instant::now(),
            paused: is_paused.then(|| Mutex::new(Duration::ZERO)),
        }
    }

    /// The time.
    pub(crate) fn now(&self) -> Instant {
        match &self.paused {
            None => Instant::now(),
            Some(since) => self.start + *lock(since),
        }
    }

    /// Whether it stands still until it is moved.
    pub(crate) fn is_paused(&self) -> bool {
        self.paused.is_some()
    }

    /// Moves a paused clock on to this time. It never goes back.
    pub(crate) fn advance(&self, to: Instant) {
        if let Some(since) = &self.paused {
            let mut since = lock(since);
            *since = (*since).max(to.saturating_duration_since(self.start));
        }
        self.tell();
    }

    /// Tells a recording the time, if the clock is paused.
    pub(crate) fn tell(&self) {
        if self.is_paused() {
            recorded::paused_at(self.now().saturating_duration_since(self.start));
        }
    }
}
