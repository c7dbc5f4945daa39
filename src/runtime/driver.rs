//! Waits for what comes from outside, timers and sockets, on behalf of all
//! workers: one of those that have nothing to poll sleeps here.

use super::clock::Clock;
use super::parker::Parker;
use super::reactor::Reactor;
use super::shared::wake;
use super::timers::Timers;
use std::io;
use std::sync::{Mutex, OnceLock, TryLockError};
use std::time::{Duration, Instant};

/// The shortest sleep until a timer is due. Where many timers follow each other
/// closely, one sleep then is for all that become due in it: to fall asleep and
/// wake up costs more than to run a task. So much may a timer be late, besides what
/// the system adds; tokio's may be a millisecond.
const SHORTEST_SLEEP: Duration = Duration::from_micros(250);

/// The timers and the sockets of a runtime.
pub(crate) struct Driver {
    clock: Clock,
    timers: Timers,
    /// Made for the first socket: a runtime without any needs no file descriptor.
    reactor: OnceLock<Reactor>,
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
            timers: Timers::new(),
            reactor: OnceLock::new(),
            driving: Mutex::new(()),
        }
    }

    /// The time of this runtime.
    pub(crate) fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Who is to be woken when.
    pub(crate) fn timers(&self) -> &Timers {
        &self.timers
    }

    /// The sockets; also whether there were none before, so that the worker that
    /// sleeps does not know of them.
    ///
    /// # Errors
    ///
    /// When the system has no more file descriptors for it.
    pub(crate) fn reactor(&self) -> io::Result<(&Reactor, bool)> {
        if let Some(reactor) = self.reactor.get() {
            return Ok((reactor, false));
        }
        let made = Reactor::new()?;
        Ok((self.reactor.get_or_init(|| made), true))
    }

    /// Wakes the thread that sleeps in the reactor.
    pub(crate) fn interrupt(&self) {
        if let Some(reactor) = self.reactor.get() {
            reactor.interrupt();
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
        self.wake_timers();
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
        let earliest = earliest.filter(|_| !self.clock.is_paused());
        let timeout = earliest.map(|deadline| self.until(deadline));
        match self.reactor.get() {
            None => parker.park(timeout),
            Some(reactor) => {
                if parker.begin_polling() {
                    reactor.wait(timeout);
                    parker.end_polling();
                } else {
                    reactor.wait(Some(Duration::ZERO));
                }
            }
        }
    }

    fn until(&self, deadline: Instant) -> Duration {
        let until_due = deadline.saturating_duration_since(self.clock.now());
        until_due.max(SHORTEST_SLEEP)
    }

    /// Wakes those whose time is over.
    fn wake_timers(&self) {
        let Some(earliest) = self.timers.earliest() else {
            return;
        };
        let now = self.clock.now();
        if earliest <= now {
            wake(self.timers.due(now));
        }
    }
}
