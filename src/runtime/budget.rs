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

/// Polls a leaf future while there is budget left, and spends a part if it is ready.
/// When there is none, has the task polled again, after the others.
pub(crate) fn poll_leaf<T>(
    context: &mut Context<'_>,
    poll: impl FnOnce(&mut Context<'_>) -> Poll<T>,
) -> Poll<T> {
    if LEFT.get() == Some(0) {
        context.waker().wake_by_ref();
        return Poll::Pending;
    }
    let polled = poll(context);
    if polled.is_ready() {
        LEFT.set(LEFT.get().map(|left| left.saturating_sub(1)));
    }
    polled
}
