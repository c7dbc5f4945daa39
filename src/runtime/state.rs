//! A task's state: who may touch its future, and whether it is to be polled.
//! Wakers, workers and handles share it; built in *A run queue*.
//!
//! Every change is a read-modify-write, never a store. So whoever reads the
//! state with `Acquire` sees what all did that changed it with `Release` before,
//! whatever was changed in between: they form one release sequence.

use super::sync::AtomicUsize;
use std::sync::atomic::Ordering::{Acquire, Release};

/// Set when the task was woken, and the poll that this asks for has not begun.
/// Who sets it where neither it nor the two below were set puts the task into
/// a run queue.
const SCHEDULED: usize = 1;
/// Set while a worker polls or drops the future: it alone touches it then.
const RUNNING: usize = 2;
/// Set for ever when the future is gone. The output is there, or was.
const DONE: usize = 4;
/// Set for ever when somebody wants the task to end. Who would poll it next
/// drops its future instead.
const ABORTED: usize = 8;

/// The state of one task.
#[derive(Debug)]
pub(crate) struct State {
    /// The four bits above.
    bits: AtomicUsize,
}

impl State {
    /// Of a task that is about to be put into a queue for the first time.
    pub(crate) fn scheduled() -> State {
        State {
            bits: AtomicUsize::new(SCHEDULED),
        }
    }

    /// The task is to be polled again. Whether the caller has to put it into a
    /// queue: it is in none, and nobody is polling it.
    ///
    /// A task that is scheduled already is changed all the same, to itself: only
    /// a change lets the poll to come see what was done before this wake.
    #[must_use = "a task that is in no queue is never polled"]
    pub(crate) fn wake(&self) -> bool {
        self.schedule(SCHEDULED)
    }

    /// The task is to end. Whether the caller has to put it into a queue, so
    /// that a worker drops its future.
    #[must_use = "a task that is in no queue is never dropped"]
    pub(crate) fn abort(&self) -> bool {
        self.schedule(SCHEDULED | ABORTED)
    }

    fn schedule(&self, bits: usize) -> bool {
        let before = self.bits.fetch_or(bits, Release);
        before & (SCHEDULED | RUNNING | DONE) == 0
    }

    /// A worker has taken the task from a queue, and its future is the worker's
    /// until [`pause`](State::pause) or [`finish`](State::finish). Whether it is to
    /// drop the future instead of polling it: the task was aborted.
    pub(crate) fn begin(&self) -> bool {
        // Of those two bits, one is set and one is not, and nobody else changes
        // them: a wake sets only what is set.
        let before = self.bits.fetch_xor(SCHEDULED | RUNNING, Acquire);
        debug_assert_eq!(before & (SCHEDULED | RUNNING | DONE), SCHEDULED);
        before & ABORTED != 0
    }

    /// The poll answered pending. Whether the task was woken meanwhile, and the
    /// worker has to put it into a queue again.
    #[must_use = "a task that is in no queue is never polled"]
    pub(crate) fn pause(&self) -> bool {
        let before = self.bits.fetch_xor(RUNNING, Release);
        debug_assert_eq!(before & (RUNNING | DONE), RUNNING);
        before & SCHEDULED != 0
    }

    /// The future is gone, and the output is in its place.
    pub(crate) fn finish(&self) {
        let before = self.bits.fetch_xor(RUNNING | DONE, Release);
        debug_assert_eq!(before & (RUNNING | DONE), RUNNING);
    }

    /// Whether the future is gone. The output may be taken then.
    pub(crate) fn is_done(&self) -> bool {
        self.bits.load(Acquire) & DONE != 0
    }
}
