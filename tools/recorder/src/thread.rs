//! What each thread is polling.

use crate::listener::SpanId;
use std::cell::Cell;

/// How many spans may be open on a thread at once. Those beyond are not told
/// apart: a task, its leaf and the leaf's semaphore are three.
const DEPTH: usize = 32;

/// A thread's number before it has one.
const UNNUMBERED: u32 = u32::MAX;

thread_local! {
    // Cells of constants alone: there is nothing to drop, so that it can be
    // used until the very end of a thread.
    static THREAD: Thread = const { Thread::new() };
}

/// One thread: its number and its open spans.
pub(crate) struct Thread {
    number: Cell<u32>,
    depth: Cell<usize>,
    frames: [Cell<Frame>; DEPTH],
}

/// A span that a thread has entered and not yet left.
#[derive(Clone, Copy)]
struct Frame {
    span: SpanId,
    /// What a leaf said last in this poll.
    ready: Option<bool>,
}

impl Thread {
    const fn new() -> Thread {
        const NOTHING: Frame = Frame {
            span: SpanId::IGNORED,
            ready: None,
        };
        Thread {
            number: Cell::new(UNNUMBERED),
            depth: Cell::new(0),
            frames: [const { Cell::new(NOTHING) }; DEPTH],
        }
    }

    /// The thread that calls.
    pub(crate) fn with<R>(work: impl FnOnce(&Thread) -> R) -> R {
        THREAD.with(work)
    }

    /// The thread's number; if it has none yet, the next.
    pub(crate) fn number(&self, next: &mut u32) -> u32 {
        if self.number.get() == UNNUMBERED {
            self.number.set(*next);
            *next += 1;
        }
        self.number.get()
    }

    pub(crate) fn enter(&self, span: SpanId) {
        let depth = self.depth.get();
        if let Some(frame) = self.frames.get(depth) {
            frame.set(Frame { span, ready: None });
        }
        self.depth.set(depth + 1);
    }

    /// Leaves the span that was entered last; what a leaf said in between.
    pub(crate) fn exit(&self) -> Option<bool> {
        let depth = self.depth.get().saturating_sub(1);
        self.depth.set(depth);
        self.frames.get(depth)?.get().ready
    }

    /// Notes what the innermost leaf says.
    pub(crate) fn answer(&self, ready: bool) {
        if let Some(frame) = self.innermost() {
            let span = frame.get().span;
            let ready = Some(ready);
            frame.set(Frame { span, ready });
        }
    }

    /// The leaf that is being polled, if the innermost span is one of ours.
    pub(crate) fn leaf(&self) -> Option<u32> {
        self.innermost()?.get().span.leaf()
    }

    /// The task that is being polled.
    pub(crate) fn task(&self) -> Option<u32> {
        let open = &self.frames[..self.depth.get().min(DEPTH)];
        let mut spans = open.iter().rev().map(|frame| frame.get().span);
        spans.find_map(SpanId::task)
    }

    fn innermost(&self) -> Option<&Cell<Frame>> {
        self.frames.get(self.depth.get().checked_sub(1)?)
    }
}
