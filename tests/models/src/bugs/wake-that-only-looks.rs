//! A wake that finds the task scheduled already changes nothing, and so
//! publishes nothing: the poll to come need not see what was written
//! before. Where each thread sees each write at once, this cannot fail.

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
        if self.bits.load(Relaxed) & SCHEDULED != 0 {
            told!("waker", "wakes: scheduled already, does nothing");
            return false;
        }
        let before = self.bits.fetch_or(SCHEDULED, Release);
        told!("waker", "wakes: it is scheduled now");
        before & (SCHEDULED | RUNNING | DONE) == 0
    }

    pub(crate) fn begin(&self) {
        self.bits.fetch_xor(SCHEDULED | RUNNING, Acquire);
        told!("worker", "begins a poll: it is scheduled no more");
    }

    pub(crate) fn pause(&self) -> bool {
        let before = self.bits.fetch_xor(RUNNING, Release);
        let is_woken = before & SCHEDULED != 0;
        let woken = if is_woken { "woken" } else { "not woken" };
        told!("worker", "ends the poll: {woken} meanwhile");
        is_woken
    }
}

pub(crate) const FOLLOWS: &str = "nobody polls the task any more";

pub(crate) fn model() {
    let state = Arc::new(super::Checked::scheduled());
    let written = Arc::new(AtomicUsize::new(0));
    let (polled, reads) = (state.clone(), written.clone());
    // Polls until the task is in no queue. Whether it has seen the 1.
    let work = move || loop {
        polled.begin();
        let seen = reads.load(Relaxed);
        let old = unseen(seen == 0, "writes 1");
        told!("worker", "reads: {seen}{old}");
        if polled.pause() {
            continue;
        }
        return seen == 1;
    };
    let worker = thread::spawn(work.clone());
    written.store(1, Relaxed);
    told!("waker", "writes 1");
    let is_queued = state.wake();
    let has_seen = worker.join().unwrap();
    assert!(has_seen || is_queued && work(), "{FOLLOWS}");
}
