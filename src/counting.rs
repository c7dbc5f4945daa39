//! A waker that wakes nobody and counts how often it is asked to. Programs and
//! tests hold it against a future: was it woken, and how often? *Wakers*
//! explains it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Wake, Waker};

/// How often a counting waker was used.
///
/// Clones share one count, and so do all clones of the waker.
#[derive(Debug, Clone, Default)]
pub struct WakeCount {
    /// Any thread may add to it, at any time; whoever holds a clone may read it.
    wakes: Arc<Counter>,
}

/// What the waker points to.
#[derive(Debug, Default)]
struct Counter {
    /// How many wakes there were. It guards no other memory.
    wakes: AtomicUsize,
}

/// Makes a waker that counts its wakes, and the count.
///
/// To clone the waker, or to drop it, counts nothing.
///
/// ```
/// let (waker, count) = poll_by_poll::counting_waker();
/// waker.wake_by_ref();
/// waker.clone().wake();
/// assert_eq!(count.get(), 2);
/// ```
pub fn counting_waker() -> (Waker, WakeCount) {
    let count = WakeCount::default();
    (Waker::from(count.wakes.clone()), count)
}

impl WakeCount {
    /// How many times the waker, or a clone of it, was used so far.
    pub fn get(&self) -> usize {
        self.wakes.wakes.load(Ordering::Acquire)
    }
}

impl Wake for Counter {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        // Who reads the count also sees what was done before the wake.
        self.wakes.fetch_add(1, Ordering::Release);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;

    #[test]
    fn wakes_from_other_threads_are_counted() {
        let (waker, count) = counting_waker();
        thread::scope(|scope| {
            for _ in 0..4 {
                let waker = waker.clone();
                scope.spawn(move || waker.wake());
            }
        });
        assert_eq!(count.get(), 4);
    }

    #[test]
    fn clones_and_drops_are_not_counted() {
        let (waker, count) = counting_waker();
        drop(waker.clone());
        drop(waker);
        assert_eq!(count.get(), 0);
    }

    #[test]
    fn a_clone_wakes_what_the_waker_wakes() {
        let (waker, _) = counting_waker();
        let (other, _) = counting_waker();
        assert!(waker.will_wake(&waker.clone()));
        assert!(!waker.will_wake(&other));
    }
}
