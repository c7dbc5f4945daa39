//! Two wakers set the flag of a future by plain stores. Who takes it
//! sees what that waker did whose store it reads; the other's store is
//! gone, and what it published with it.

use crate::bugs::{Sleeper, told, unseen};
use crate::sync::{AtomicBool, AtomicUsize};
use loom::thread;
use std::sync::Arc;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use std::task::Wake;

pub(crate) struct Woken {
    is_set: AtomicBool,
}

impl Woken {
    pub(crate) fn new() -> Woken {
        Woken {
            is_set: AtomicBool::new(true),
        }
    }

    pub(crate) fn set(&self) {
        self.is_set.store(true, Release);
    }

    pub(crate) fn take(&self) -> bool {
        self.is_set.swap(false, Acquire)
    }

    pub(crate) fn is_set(&self) -> bool {
        self.is_set.load(Relaxed)
    }
}

pub(crate) const FOLLOWS: &str = "nobody polls the future any more";

pub(crate) fn model() {
    let woken = Arc::new(super::Checked::new());
    let sleeper = Sleeper::new();
    let written = Arc::new(AtomicUsize::new(0));
    // The first poll is over, and the future was pending.
    assert!(woken.take());
    let (sets, wakes) = (woken.clone(), sleeper.clone());
    thread::spawn(move || {
        sets.set();
        told!("second", "sets the flag");
        wakes.wake();
    });
    let (takes, sleeps) = (woken.clone(), sleeper.clone());
    let reads = written.clone();
    thread::spawn(move || {
        loop {
            if takes.take() {
                told!("poller", "takes the flag, and polls");
                let seen = reads.load(Relaxed);
                let old = unseen(seen == 0, "writes 1");
                told!("poller", "reads: {seen}{old}");
                if seen == 1 {
                    return;
                }
            }
            if !takes.is_set() {
                sleeps.sleep("poller");
            }
        }
    });
    written.store(1, Relaxed);
    told!("first", "writes 1");
    woken.set();
    told!("first", "sets the flag");
    sleeper.wake();
}
