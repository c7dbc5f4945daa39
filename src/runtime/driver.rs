//! Waits for what comes from outside, timers and sockets, on behalf of all
//! workers: one of those that have nothing to poll sleeps here.

use super::handle::Handle;
use super::parker::Parker;
use super::shared::wake;
use std::sync::TryLockError;
use std::time::{Duration, Instant};

/// The shortest sleep until a timer is due. Where many timers follow each other
/// closely, one sleep then is for all that become due in it: to fall asleep and
/// wake up costs more than to run a task. So much may a timer be late, besides what
/// the system adds; tokio's may be a millisecond.
const SHORTEST_SLEEP: Duration = Duration::from_micros(250);

impl Handle {
    /// Waits, if it may, and wakes whoever waited for what has come. Only one worker at
    /// a time does: whether it was this one.
    pub(crate) fn drive(&self, worker: usize, may_wait: bool) -> bool {
        let shared = &self.shared;
        let driving = match shared.driving.try_lock() {
            Ok(driving) => driving,
            Err(TryLockError::Poisoned(driving)) => driving.into_inner(),
            Err(TryLockError::WouldBlock) => return false,
        };
        if may_wait {
            let earliest = shared.timers.begin_sleep(worker);
            self.wait(earliest, &shared.workers[worker].parker);
        } else {
            self.look();
        }
        let due = shared.timers.end_sleep(|| shared.clock.now());
        drop(driving);
        wake(due);
        true
    }

    /// Looks whether a socket is ready, without waiting.
    fn look(&self) {
        if let Some(reactor) = self.shared.reactor.get() {
            reactor.wait(Some(Duration::ZERO));
        }
    }

    /// Waits until something is due, or somebody unparks. A paused clock moves on
    /// instead, unless somebody works outside.
    fn wait(&self, earliest: Option<Instant>, parker: &Parker) {
        let clock = &self.shared.clock;
        let until_due = |deadline: Instant| deadline.saturating_duration_since(clock.now());
        let mut timeout = earliest.map(|deadline| until_due(deadline).max(SHORTEST_SLEEP));
        if let Some(deadline) = earliest
            && clock.is_paused()
        {
            if self.shared.blocking.is_idle_or_tells(self) {
                self.look();
                if !parker.take_unpark() {
                    clock.advance(deadline);
                }
                return;
            }
            timeout = None;
        }
        let Some(reactor) = self.shared.reactor.get() else {
            return parker.park(timeout);
        };
        reactor.wait(match parker.begin_polling() {
            true => timeout,
            false => Some(Duration::ZERO),
        });
        // This thread looks for work next, and asks for nothing else.
        parker.take_unpark();
    }
}
