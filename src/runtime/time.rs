//! Futures that are ready at a time; built in *Timers*.

use super::budget;
use super::handle::Handle;
use super::recorded::Timer;
use super::timers::Key;
use pin_project_lite::pin_project;
use std::fmt;
use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

/// Later than any program runs: a deadline that can't be told is this one.
const FAR: Duration = Duration::from_secs(60 * 60 * 24 * 365 * 30);

/// The time on the runtime's clock, which may be paused.
///
/// # Panics
///
/// When the thread is in no runtime.
#[track_caller]
pub fn now() -> Instant {
    Handle::current().shared.clock.now()
}

/// A future that is ready when so much time has passed on the runtime's clock,
/// and never before. It may be late: by 250 µs, so that one sleep of the thread is
/// for all timers that are due by then, by what the system adds, and by how long the
/// tasks take that are polled before.
///
/// ```
/// use poll_by_poll::runtime::{Builder, now, sleep};
/// use std::time::Duration;
///
/// let runtime = Builder::new_current_thread().start_paused(true).build();
/// runtime.block_on(async {
///     let begun = now();
///     sleep(Duration::from_secs(3600)).await;
///     assert_eq!(now() - begun, Duration::from_secs(3600));
/// });
/// ```
///
/// # Panics
///
/// When the thread is in no runtime.
#[track_caller]
pub fn sleep(duration: Duration) -> Sleep {
    let handle = Handle::current();
    let now = handle.shared.clock.now();
    let deadline = now.checked_add(duration).unwrap_or_else(|| now + FAR);
    Sleep::new(handle, deadline)
}

/// A future that is ready at this time on the runtime's clock, and never before.
///
/// # Panics
///
/// When the thread is in no runtime.
#[track_caller]
pub fn sleep_until(deadline: Instant) -> Sleep {
    Sleep::new(Handle::current(), deadline)
}

/// See [`sleep`].
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct Sleep {
    handle: Handle,
    deadline: Instant,
    /// Its place among the timers; none before the first poll.
    key: Option<Key>,
    timer: Timer,
}

impl Sleep {
    #[track_caller]
    fn new(handle: Handle, deadline: Instant) -> Sleep {
        let clock = &handle.shared.clock;
        let waits = || deadline.saturating_duration_since(clock.now());
        let timer = Timer::new(Location::caller(), waits);
        Sleep {
            handle,
            deadline,
            key: None,
            timer,
        }
    }

    /// When it is ready.
    pub fn deadline(&self) -> Instant {
        self.deadline
    }
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let this = &mut *self;
        let poll = |context: &mut Context<'_>| {
            if this.handle.shared.clock.now() >= this.deadline {
                return Poll::Ready(());
            }
            this.handle
                .set_timer(&mut this.key, this.deadline, context.waker());
            Poll::Pending
        };
        this.timer.poll(|| budget::poll_leaf(context, poll))
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Some(key) = self.key {
            self.handle.shared.timers.cancel(key);
        }
    }
}

pin_project! {
    /// See [`timeout`].
    #[derive(Debug)]
    #[must_use = "futures do nothing unless polled"]
    pub struct Timeout<F> {
        #[pin]
        future: F,
        #[pin]
        sleep: Sleep,
    }
}

/// Polls a future for so long at most: its output, or [`Elapsed`] if it was not
/// ready in time. A future that is ready at its last poll is in time. One that is
/// not stays where it is until the [`Timeout`] is dropped.
///
/// ```
/// use poll_by_poll::runtime::{Builder, sleep, timeout};
/// use std::time::Duration;
///
/// let runtime = Builder::new_current_thread().start_paused(true).build();
/// runtime.block_on(async {
///     let second = Duration::from_secs(1);
///     assert_eq!(timeout(second, async { 14 }).await, Ok(14));
///     let late = timeout(second, sleep(2 * second)).await.unwrap_err();
///     assert_eq!(late.to_string(), "the time was over before the future was ready");
/// });
/// ```
///
/// # Panics
///
/// When the thread is in no runtime.
#[track_caller]
pub fn timeout<F: Future>(duration: Duration, future: F) -> Timeout<F> {
    Timeout {
        future,
        sleep: sleep(duration),
    }
}

impl<F: Future> Future for Timeout<F> {
    type Output = Result<F::Output, Elapsed>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        match this.future.poll(context) {
            Poll::Ready(output) => Poll::Ready(Ok(output)),
            Poll::Pending => this.sleep.poll(context).map(|()| Err(Elapsed(()))),
        }
    }
}

/// A future was not ready in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elapsed(());

impl fmt::Display for Elapsed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the time was over before the future was ready")
    }
}

impl std::error::Error for Elapsed {}

/// Ticks in equal steps; the first tick is ready at once. A tick that nobody
/// waited for in time is ready at once as well, as many as were missed.
///
/// ```
/// use poll_by_poll::runtime::{Builder, interval, now, sleep_until};
/// use std::time::Duration;
///
/// let runtime = Builder::new_current_thread().start_paused(true).build();
/// runtime.block_on(async {
///     let second = Duration::from_secs(1);
///     let mut beacon = interval(second);
///     let first = beacon.tick().await;
///     assert_eq!(beacon.tick().await, first + second);
///     sleep_until(first + 4 * second).await;
///     assert_eq!(beacon.tick().await, first + 2 * second);
///     assert_eq!(now(), first + 4 * second, "two ticks were missed, and come at once");
/// });
/// ```
///
/// # Panics
///
/// When the thread is in no runtime, or the period is zero.
#[track_caller]
pub fn interval(period: Duration) -> Interval {
    assert!(!period.is_zero(), "an interval's period is more than zero");
    Interval {
        sleep: sleep(Duration::ZERO),
        period,
    }
}

/// See [`interval`].
#[derive(Debug)]
pub struct Interval {
    /// Until the next tick.
    sleep: Sleep,
    period: Duration,
}

impl Interval {
    /// Is ready at the next tick, with the time at which it was due. Dropped
    /// before, it loses no tick.
    pub async fn tick(&mut self) -> Instant {
        (&mut self.sleep).await;
        let due = self.sleep.deadline();
        self.sleep = Sleep::new(self.sleep.handle.clone(), due + self.period);
        due
    }
}
