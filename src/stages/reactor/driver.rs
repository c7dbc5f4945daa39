//! Waits for what comes from outside, timers and sockets, on behalf of the worker,
//! which sleeps here when it has nothing to poll.

use super::handle::Handle;
use super::parker::Parker;
use super::shared::wake;
use std::time::{Duration, Instant};

/// The shortest sleep until a timer is due. Where many timers follow each other
/// closely, one sleep then is for all that become due in it: to fall asleep and
/// wake up costs more than to run a task. So much may a timer be late, besides what
/// the system adds; tokio's may be a millisecond.
const SHORTEST_SLEEP: Duration = Duration::from_micros(250);

// ANCHOR: drive
impl Handle {
    /// Waits until something is due, or somebody unparks, and wakes whoever waited for
    /// what has come. `parker` is where the worker is unparked.
    pub(crate) fn drive(&self, parker: &Parker) {
        let earliest = self.shared.timers.begin_sleep(0);
        self.wait(earliest, parker);
        wake(self.shared.timers.end_sleep(|| self.shared.clock.now()));
    }

    /// Looks whether a socket is ready, without waiting.
    fn look(&self) {
        if let Some(reactor) = self.shared.reactor.get() {
            reactor.wait(Some(Duration::ZERO));
        }
    }

    /// Waits until something is due, or somebody unparks. A paused clock moves on
    /// instead.
    fn wait(&self, earliest: Option<Instant>, parker: &Parker) {
        let clock = &self.shared.clock;
        let until_due = |deadline: Instant| deadline.saturating_duration_since(clock.now());
        let timeout = earliest.map(|deadline| until_due(deadline).max(SHORTEST_SLEEP));
        if let Some(deadline) = earliest
            && clock.is_paused()
        {
            self.look();
            if !parker.take_unpark() {
                clock.advance(deadline);
            }
            return;
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
// ANCHOR_END: drive
