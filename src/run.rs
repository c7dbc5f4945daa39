//! The least executor: it polls one future, and sleeps until it is woken. It
//! counts what it does. *Wakers* builds it in a few lines; part 3 makes it fast.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

/// What a future answered in the end, and what that took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ran<T> {
    /// What the future was ready with.
    pub output: T,
    /// How many times it was polled; the last poll was the one that was ready.
    pub polls: usize,
    /// How many times its waker was used until then.
    pub wakes: usize,
}

/// Polls a future until it is ready, on the thread that calls: once at first,
/// and again only after its waker was used. In between the thread sleeps.
///
/// Wakes that come before the next poll make one poll together, so `polls` is
/// at most one more than `wakes`.
///
/// A future that answers pending and is never woken keeps this function from
/// returning, for ever.
///
/// ```
/// let ran = poll_by_poll::run(async { 14 });
/// assert_eq!((ran.output, ran.polls, ran.wakes), (14, 1, 0));
/// ```
///
/// # Panics
///
/// When the future does.
pub fn run<F: Future>(future: F) -> Ran<F::Output> {
    let mut future = pin!(future);
    let sleeper = Arc::new(Sleeper {
        thread: thread::current(),
        wakes: AtomicUsize::new(0),
    });
    let waker = Waker::from(sleeper.clone());
    let mut context = Context::from_waker(&waker);
    let mut polls = 0;
    loop {
        let seen = sleeper.wakes();
        polls += 1;
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            let wakes = sleeper.wakes();
            return Ran {
                output,
                polls,
                wakes,
            };
        }
        // `park` may return for no reason, so what counts is the count. A wake
        // between the two lines leaves a token, and `park` returns at once.
        while sleeper.wakes() == seen {
            thread::park();
        }
    }
}

/// What the waker points to.
struct Sleeper {
    /// The thread that polls, and sleeps in between.
    thread: Thread,
    /// How often the waker was used. Any thread adds to it, the one that polls
    /// reads it.
    wakes: AtomicUsize,
}

impl Sleeper {
    fn wakes(&self) -> usize {
        self.wakes.load(Ordering::Acquire)
    }
}

impl Wake for Sleeper {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.wakes.fetch_add(1, Ordering::Release);
        self.thread.unpark();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;
    use std::future::poll_fn;

    /// Pending for so many polls, each of which wakes so often.
    fn pending(polls: usize, wakes: usize) -> impl Future<Output = ()> {
        let left = Cell::new(polls);
        poll_fn(move |context| {
            let Some(less) = left.get().checked_sub(1) else {
                return Poll::Ready(());
            };
            left.set(less);
            for _ in 0..wakes {
                context.waker().wake_by_ref();
            }
            Poll::Pending
        })
    }

    #[test]
    fn a_future_is_polled_once_more_than_it_is_woken() {
        let ran = run(pending(3, 1));
        assert_eq!((ran.polls, ran.wakes), (4, 3));
    }

    #[test]
    fn wakes_between_two_polls_make_one_poll() {
        let ran = run(pending(3, 5));
        assert_eq!((ran.polls, ran.wakes), (4, 15));
    }

    #[test]
    fn a_wake_from_another_thread_ends_the_sleep() {
        let mut first = true;
        let ran = run(poll_fn(|context| {
            if std::mem::take(&mut first) {
                let waker = context.waker().clone();
                thread::spawn(move || waker.wake());
                return Poll::Pending;
            }
            Poll::Ready(())
        }));
        assert_eq!((ran.polls, ran.wakes), (2, 1));
    }

    #[test]
    fn an_unpark_that_is_no_wake_is_no_poll() {
        let mut first = true;
        let ran = run(poll_fn(|context| {
            if std::mem::take(&mut first) {
                thread::current().unpark();
                let waker = context.waker().clone();
                thread::spawn(move || waker.wake());
                return Poll::Pending;
            }
            Poll::Ready(())
        }));
        assert_eq!(ran.polls, 2);
    }
}
