//! Waits for what comes from outside, timers and sockets, on behalf of all
//! workers: one of those that have nothing to poll sleeps here.

use super::clock::Clock;
use super::parker::Parker;
use super::reactor::Reactor;
use super::shared::wake;
use super::timers::Timers;
use std::sync::{Mutex, OnceLock, TryLockError};
use std::time::{Duration, Instant};

/// The shortest sleep until a timer is due. Where many timers follow each other
/// closely, one sleep then is for all that become due in it: to fall asleep and
/// wake up costs more than to run a task. So much may a timer be late, besides what
/// the system adds; tokio's may be a millisecond.
const SHORTEST_SLEEP: Duration = Duration::from_micros(250);

/// The timers and the sockets of a runtime.
pub(crate) struct Driver {
    pub(crate) clock: Clock,
    pub(crate) timers: Timers,
    /// Made for the first socket: a runtime without any needs no file descriptor.
    pub(crate) reactor: OnceLock<Reactor>,
    /// Held by the worker that drives.
    driving: Mutex<()>,
}

/// How long the driver may wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wait {
    /// Not at all: there are tasks to be polled.
    No,
    /// Until something is due, or somebody unparks.
    Yes,
    /// As `Yes`, but a paused clock stands still: somebody outside works.
    WithoutClock,
}

impl Driver {
    pub(crate) fn new(clock: Clock) -> Driver {
        Driver {
            clock,
            timers: Timers::default(),
            reactor: OnceLock::new(),
            driving: Mutex::new(()),
        }
    }

    /// Waits, and wakes whoever waited for what has come. Only one worker at a time
    /// does: whether it was this one. `parker` is where it is unparked.
    pub(crate) fn drive(&self, worker: usize, parker: &Parker, wait: Wait) -> bool {
        let driving = match self.driving.try_lock() {
            Ok(driving) => driving,
            Err(TryLockError::Poisoned(driving)) => driving.into_inner(),
            Err(TryLockError::WouldBlock) => return false,
        };
        if wait == Wait::No {
            self.look();
        } else {
            let earliest = self.timers.begin_sleep(worker);
            self.wait(earliest, parker, wait);
            self.timers.end_sleep();
        }
        drop(driving);
        wake(self.timers.due(|| self.clock.now()));
        true
    }

    /// Looks whether a socket is ready, without waiting.
    fn look(&self) {
        if let Some(reactor) = self.reactor.get() {
            reactor.wait(Some(Duration::ZERO));
        }
    }

    fn wait(&self, earliest: Option<Instant>, parker: &Parker, wait: Wait) {
        if let Some(deadline) = earliest
            && self.clock.is_paused()
            && wait == Wait::Yes
        {
            self.look();
            if !parker.take_unpark() {
                self.clock.advance(deadline);
            }
            return;
        }
        let until_due = |deadline: Instant| deadline.saturating_duration_since(self.clock.now());
        let earliest = earliest.filter(|_| !self.clock.is_paused());
        let timeout = earliest.map(|deadline| until_due(deadline).max(SHORTEST_SLEEP));
        let Some(reactor) = self.reactor.get() else {
            return parker.park(timeout);
        };
        reactor.wait(match parker.begin_polling() {
            true => timeout,
            false => Some(Duration::ZERO),
        });
        parker.end_polling();
    }
}
