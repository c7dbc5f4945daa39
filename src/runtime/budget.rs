//! How much a task may do in one poll: a leaf future that could go on for ever
//! asks here, and lets the others have a turn when the budget is spent.

use std::cell::Cell;
use std::task::{Context, Poll};

/// How many times leaf futures may be ready in one poll of a task. tokio's number.
const BUDGET: u8 = 128;

thread_local! {
    /// What is left of it; none outside of a task's poll, where nothing is bounded.
    static LEFT: Cell<Option<u8>> = const { Cell::new(None) };
}

/// Polls with a full budget. What was left before is left afterwards.
pub(crate) fn with_budget<T>(poll: impl FnOnce() -> T) -> T {
    let _before = Restore(LEFT.replace(Some(BUDGET)));
    poll()
}

struct Restore(Option<u8>);

impl Drop for Restore {
    fn drop(&mut self) {
        LEFT.set(self.0);
    }
}

/// Is ready while there is budget left. When there is none, has the task polled
/// again, after the others.
pub(crate) fn poll_left(context: &mut Context<'_>) -> Poll<()> {
    if LEFT.get() == Some(0) {
        context.waker().wake_by_ref();
        return Poll::Pending;
    }
    Poll::Ready(())
}

/// A leaf future was ready: a part of the budget is spent.
pub(crate) fn spend() {
    LEFT.set(LEFT.get().map(|left| left.saturating_sub(1)));
}
