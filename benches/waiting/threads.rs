//! The process in which every wait has a thread.

use crate::sample::{Outcome, Sample, State};
use crate::{WAIT, waited};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

/// How many have begun to wait.
static BEGUN: AtomicUsize = AtomicUsize::new(0);
/// How many have ended.
static ENDED: AtomicUsize = AtomicUsize::new(0);

/// Lets so many threads wait at once.
pub(crate) fn wait(count: usize) -> anyhow::Result<Outcome> {
    let before = State::now();
    let begun = Instant::now();
    let mut threads = Vec::with_capacity(count);
    for made in 0..count {
        // Not `thread::spawn`, which panics where this gives an error.
        match thread::Builder::new().spawn(one) {
            Ok(thread) => threads.push(thread),
            Err(error) => {
                let error = error.to_string();
                return Ok(Outcome::Refused { made, error });
            }
        }
    }
    while BEGUN.load(Relaxed) < count {
        thread::sleep(Duration::from_millis(1));
    }
    let during = State::now();
    let ended_early = ENDED.load(Relaxed);
    for thread in threads {
        thread.join().expect("a sleeping thread does not panic");
    }
    waited(Sample::of(before, during, begun, WAIT), ended_early)
}

fn one() {
    BEGUN.fetch_add(1, Relaxed);
    thread::sleep(WAIT);
    ENDED.fetch_add(1, Relaxed);
}
