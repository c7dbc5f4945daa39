//! Lets a recording see a future that no runtime polls: in tokio's own words, as
//! spans and events. *The Future trait* explains it.

use crate::spans::{self, Span};
use pin_project_lite::pin_project;
use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

/// The spans of tasks, as tokio calls them.
const TASK: &str = "runtime.spawn";
/// The spans of leaves.
const LEAF: &str = "runtime.resource";
/// The events that say that a task was ready.
const READY: &str = "poll_by_poll::ready";

/// Gives a future a name, and a place of its own in the figure of a run.
///
/// The future does what it did: its polls and answers are passed on. A future
/// that is first polled while nothing traced is being polled is drawn as a
/// task; one that is first polled inside a task, traced or of a runtime, as one
/// of its leaves. A future that is never polled is not drawn.
///
/// What is told are tokio's spans `runtime.spawn` and `runtime.resource` and its
/// events of polls and wakes, through the crate `tracing`, and only where tokio
/// tells its own: under `--cfg tokio_unstable`, as in every program that is
/// recorded. Where nobody listens, nothing is told, and the future gets the very
/// waker of the caller; where somebody does, a task gets one that passes each
/// wake on, and tells it.
///
/// ```
/// use poll_by_poll::{run, traced};
///
/// let ran = run(traced("valley", async { 14 }));
/// assert_eq!(ran.output, 14);
/// ```
#[track_caller]
pub fn traced<F: Future>(name: &'static str, future: F) -> Traced<F> {
    Traced {
        future: Some(future),
        name,
        location: Location::caller(),
        span: None,
        waker: None,
    }
}

// ANCHOR: pinned
pin_project! {
    /// A future with a name. See [`traced`].
    #[must_use = "futures do nothing unless polled"]
    #[derive(Debug)]
    pub struct Traced<F> {
        // None once it was dropped inside its span.
        #[pin]
        future: Option<F>,
        name: &'static str,
        // Where `traced` was called.
        location: &'static Location<'static>,
        // None until the first poll.
        span: Option<Told>,
        // What a task's future was given last.
        waker: Option<Arc<Telling>>,
    }

    impl<F> PinnedDrop for Traced<F> {
        fn drop(this: Pin<&mut Self>) {
            let this = this.project();
            // As in tokio, a future is dropped inside its span.
            if let Some(Told::Task(span)) = &*this.span {
                let span = span.clone();
                let mut future = this.future;
                span.in_scope(|| future.set(None));
            }
        }
    }
}
// ANCHOR_END: pinned

/// What a traced future is told as.
#[derive(Debug, Clone)]
enum Told {
    Task(Span),
    Leaf(Span),
}

impl Told {
    /// Opens the span: of a leaf, if a task is being polled, and else of a task.
    fn open(name: &'static str, location: &Location<'_>) -> Told {
        match spans::current() {
            Some(TASK | LEAF) => Told::Leaf(leaf(name, location)),
            _ => Told::Task(task(name, location)),
        }
    }
}

fn task(name: &'static str, location: &Location<'_>) -> Span {
    spans::span!(
        target: "tokio::task",
        parent: None,
        TASK,
        kind = spans::display("traced"),
        task.name = name,
        loc.file = location.file(),
        loc.line = location.line(),
        loc.col = location.column(),
    )
}

fn leaf(name: &'static str, location: &Location<'_>) -> Span {
    spans::span!(
        target: "tokio",
        LEAF,
        concrete_type = name,
        kind = "future",
        loc.file = location.file(),
        loc.line = location.line(),
        loc.col = location.column(),
    )
}

impl<F: Future> Future for Traced<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        // ANCHOR: projected
        let this = self.project();
        let (name, location) = (*this.name, *this.location);
        let future = this.future.as_pin_mut();
        // ANCHOR_END: projected
        let told = this.span.get_or_insert_with(|| Told::open(name, location));
        let future = future.expect("the future is here until the drop");
        match told {
            Told::Leaf(span) => span.in_scope(|| {
                let answer = future.poll(context);
                spans::event!(
                    target: "runtime::resource::poll_op",
                    op_name = "poll",
                    is_ready = answer.is_ready(),
                );
                answer
            }),
            Told::Task(span) => {
                let waker = telling(this.waker, span, context.waker());
                let waker = waker.as_ref().unwrap_or(context.waker());
                let mut context = Context::from_waker(waker);
                span.in_scope(|| {
                    let answer = future.poll(&mut context);
                    if answer.is_ready() {
                        // tokio has no word for it: a runtime drops the future.
                        spans::event!(target: READY, task_ready = true);
                    }
                    answer
                })
            }
        }
    }
}

/// A waker that wakes as `inner` does and tells it, if there is anybody to tell.
/// As long as `inner` stays the same, so does this.
pub(crate) fn telling(
    last: &mut Option<Arc<Telling>>,
    span: &Span,
    inner: &Waker,
) -> Option<Waker> {
    if span.is_disabled() {
        return None;
    }
    if !last
        .as_ref()
        .is_some_and(|last| last.inner.will_wake(inner))
    {
        let (inner, span) = (inner.clone(), spans::number(span));
        *last = Some(Arc::new(Telling { inner, span }));
    }
    last.clone().map(Waker::from)
}

/// What the waker of a traced task points to.
#[derive(Debug)]
pub(crate) struct Telling {
    /// The caller's waker.
    inner: Waker,
    /// The number of the task's span. The span itself may be closed before its
    /// last waker is gone.
    span: u64,
}

impl Wake for Telling {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        spans::event!(
            target: "tokio::task::waker",
            op = "waker.wake",
            task.id = self.span,
        );
        self.inner.wake_by_ref();
    }
}
