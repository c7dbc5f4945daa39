//! Lets a recording see the tasks and timers of this runtime: in tokio's own words,
//! as spans and events. Where nobody listens, a future only has a word more.

use crate::spans::{self, Span};
use crate::traced::{Telling, telling};
use pin_project_lite::pin_project;
use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

/// How a task was made, in tokio's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    BlockOn,
    Task,
    Blocking,
}

pin_project! {
    /// A future that is told of, if somebody listened when it was made.
    #[project = Projected]
    pub(crate) enum Recorded<F> {
        Untold { #[pin] future: F },
        // No future once it was dropped, inside its span.
        Told { #[pin] future: Option<F>, told: Box<Told> },
    }

    impl<F> PinnedDrop for Recorded<F> {
        fn drop(this: Pin<&mut Self>) {
            if let Projected::Told { mut future, told } = this.project() {
                told.span.in_scope(|| future.set(None));
            }
        }
    }
}

/// What is known of a future that is told of.
struct Told {
    span: Span,
    kind: Kind,
    /// What the future was given last.
    waker: Option<Arc<Telling>>,
}

/// Lets a future be told of, if somebody listens.
pub(crate) fn recorded<F>(kind: Kind, future: F, location: &Location<'_>) -> Recorded<F> {
    let kind_in_words = match kind {
        Kind::BlockOn => "block_on",
        Kind::Task => "task",
        Kind::Blocking => "blocking",
    };
    let span = spans::span!(
        target: "tokio::task",
        parent: None,
        "runtime.spawn",
        kind = spans::display(kind_in_words),
        loc.file = location.file(),
        loc.line = location.line(),
        loc.col = location.column(),
    );
    if span.is_disabled() {
        return Recorded::Untold { future };
    }
    let (future, waker) = (Some(future), None);
    let told = Box::new(Told { span, kind, waker });
    Recorded::Told { future, told }
}

impl<F: Future> Future for Recorded<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let (future, told) = match self.project() {
            Projected::Untold { future } => return future.poll(context),
            Projected::Told { future, told } => (future, told),
        };
        let future = future.as_pin_mut().expect("it is there until dropped");
        let Told { span, kind, waker } = &mut **told;
        // tokio tells no wakes of the others.
        let waker = match kind {
            Kind::Task => telling(waker, span, context.waker()),
            Kind::BlockOn | Kind::Blocking => None,
        };
        let waker = waker.as_ref().unwrap_or(context.waker());
        span.in_scope(|| future.poll(&mut Context::from_waker(waker)))
    }
}

/// A timer that is told of, if somebody listens.
#[derive(Debug, Clone)]
pub(crate) struct Timer {
    span: Span,
}

impl Timer {
    /// One that was made here, and waits for so long.
    pub(crate) fn new(location: &Location<'_>, waits: impl FnOnce() -> Duration) -> Timer {
        let span = spans::span!(
            target: "tokio",
            "runtime.resource",
            concrete_type = "Sleep",
            kind = "timer",
            loc.file = location.file(),
            loc.line = location.line(),
            loc.col = location.column(),
        );
        if !span.is_disabled() {
            let milliseconds = u64::try_from(waits().as_millis()).unwrap_or(u64::MAX);
            span.in_scope(|| {
                spans::event!(
                    target: "runtime::resource::state_update",
                    duration = milliseconds,
                    duration.unit = "ms",
                    duration.op = "override",
                );
            });
        }
        Timer { span }
    }

    /// Polls it, and tells what it answered.
    pub(crate) fn poll(&self, poll: impl FnOnce() -> Poll<()>) -> Poll<()> {
        if self.span.is_disabled() {
            return poll();
        }
        self.span.in_scope(|| {
            let answer = poll();
            spans::event!(
                target: "runtime::resource::poll_op",
                op_name = "poll_elapsed",
                is_ready = answer.is_ready(),
            );
            answer
        })
    }
}

/// Tells how far a paused clock has come since its runtime was made: a recording
/// takes its times from it.
pub(crate) fn paused_at(since: Duration) {
    let nanoseconds = u64::try_from(since.as_nanos()).unwrap_or(u64::MAX);
    spans::event!(target: "poll_by_poll::clock", paused_at = nanoseconds);
}
