//! A worker that learns of a wake at the end of its poll schedules the
//! task by a plain store. That ends the release sequence which the wake
//! began: the next poll need not see what was written before the wake.

use crate::bugs::{told, unseen};
use crate::sync::AtomicUsize;
use loom::thread;
use std::sync::Arc;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};

const SCHEDULED: usize = 1;
const RUNNING: usize = 2;
const DONE: usize = 4;

pub(crate) struct State {
    bits: AtomicUsize,
}

impl State {
    pub(crate) fn scheduled() -> State {
        State {
            bits: AtomicUsize::new(SCHEDULED),
        }
    }

    pub(crate) fn wake(&self) -> bool {
        let before = self.bits.fetch_or(SCHEDULED, Release);
        told!("waker", "wakes: it is scheduled");
        before & (SCHEDULED | RUNNING | DONE) == 0
    }

    pub(crate) fn begin(&self) {
        self.bits.fetch_xor(SCHEDULED | RUNNING, Acquire);
        told!("worker", "begins a poll: it is scheduled no more");
    }

    pub(crate) fn pause(&self) -> bool {
        let bits = &self.bits;
        if bits.compare_exchange(RUNNING, 0, Release, Relaxed).is_ok() {
            told!("worker", "ends the poll: not woken meanwhile");
            return false;
        }
        told!("worker", "ends the poll: woken meanwhile");
        bits.store(SCHEDULED, Release);
        told!("worker", "stores: it is scheduled");
        true
    }
}

pub(crate) const FOLLOWS: &str = "nobody polls the task any more";

pub(crate) fn model() {
    let state = Arc::new(super::Checked::scheduled());
    let written = Arc::new(AtomicUsize::new(0));
    let (woken, writes) = (state.clone(), written.clone());
    let waker = thread::spawn(move || {
        writes.store(1, Relaxed);
        told!("waker", "writes 1");
        woken.wake()
    });
    // Polls until the task is in no queue. Whether it has seen the 1.
    let work = || loop {
        state.begin();
        let seen = written.load(Relaxed);
        let old = unseen(seen == 0, "writes 1");
        told!("worker", "reads: {seen}{old}");
        if state.pause() {
            continue;
        }
        return seen == 1;
    };
    let has_seen = work();
    let is_queued = waker.join().unwrap();
    assert!(has_seen || is_queued && work(), "{FOLLOWS}");
}
