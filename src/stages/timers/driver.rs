//! Waits for what comes from outside, on behalf of the worker, which sleeps here when
//! it has nothing to poll.

use super::clock::Clock;
use super::parker::Parker;
use super::shared::wake;
use super::timers::Timers;
use std::time::{Duration, Instant};

/// The shortest sleep until a timer is due. Where many timers follow each other
/// closely, one sleep then is for all that become due in it: to fall asleep and
/// wake up costs more than to run a task. So much may a timer be late, besides what
/// the system adds; tokio's may be a millisecond.
const SHORTEST_SLEEP: Duration = Duration::from_micros(250);

/// The timers of a runtime.
pub(crate) struct Driver {
    pub(crate) clock: Clock,
    pub(crate) timers: Timers,
}

impl Driver {
    pub(crate) fn new(clock: Clock) -> Driver {
        Driver {
            clock,
            timers: Timers::default(),
        }
    }

    // ANCHOR: drive
    /// Waits until something is due, or somebody unparks, and wakes whoever waited for
    /// what has come. `parker` is where the worker is unparked.
    pub(crate) fn drive(&self, parker: &Parker) {
        let earliest = self.timers.begin_sleep(0);
        self.wait(earliest, parker);
        self.timers.end_sleep();
        wake(self.timers.due(|| self.clock.now()));
    }

    fn wait(&self, earliest: Option<Instant>, parker: &Parker) {
        if let Some(deadline) = earliest
            && self.clock.is_paused()
        {
            if !parker.take_unpark() {
                self.clock.advance(deadline);
            }
            return;
        }
        let until_due = |deadline: Instant| deadline.saturating_duration_since(self.clock.now());
        let timeout = earliest.map(|deadline| until_due(deadline).max(SHORTEST_SLEEP));
        parker.park(timeout);
    }
    // ANCHOR_END: drive
}
