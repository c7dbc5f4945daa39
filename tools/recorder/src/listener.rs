//! Listens to what tokio tells through `tracing`.
//!
//! A subscriber of our own, since a registry keeps for each span what fits in
//! its number here. It needs `--cfg tokio_unstable`; without, tokio says
//! nothing. `poll_by_poll::traced` tells its leaves in the same words.

use crate::fields::{Origin, Said};
use crate::handles::Handles;
use crate::state::Recorder;
use crate::thread::Thread;
use recording::What;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::Interest;
use tracing::{Event, Metadata, Subscriber};
use tracing_core::callsite::{self, Identifier};
use tracing_core::span::Current;

/// The file of the program, as the runner names it to rustc.
pub(crate) const SOURCE: &str = "src/main.rs";

/// A span's number: that of its task or leaf, doubled, and one more for leaves.
/// None is given twice, so that a waker that outlives its task wakes no other.
#[derive(Clone, Copy)]
pub(crate) struct SpanId(u64);

impl SpanId {
    /// All spans that are not recorded: a leaf with the number zero.
    pub(crate) const IGNORED: SpanId = SpanId(1);

    fn of_task(number: u32) -> SpanId {
        SpanId(u64::from(number) << 1)
    }

    pub(crate) fn of_leaf(number: u32) -> SpanId {
        SpanId(u64::from(number) << 1 | 1)
    }

    /// A place of its own among all spans.
    pub(crate) fn place(self) -> usize {
        self.0 as usize
    }

    /// The number of the task, if it is one.
    pub(crate) fn task(self) -> Option<u32> {
        (self.0 & 1 == 0).then_some((self.0 >> 1) as u32)
    }

    /// The number of the leaf, if it is one that is recorded.
    pub(crate) fn leaf(self) -> Option<u32> {
        (self.0 & 1 == 1 && self.0 > 1).then_some((self.0 >> 1) as u32)
    }
}

/// The subscriber.
pub(crate) struct Listener {
    recorder: &'static Recorder,
    handles: Handles,
    /// What the spans of tasks have in common; none before the first.
    tasks: OnceLock<&'static Metadata<'static>>,
    /// What tells that a waker was cloned or dropped: found out by the first such
    /// event of each, and not listened to any more.
    muted: Mutex<Vec<Identifier>>,
}

impl Listener {
    pub(crate) fn new(recorder: &'static Recorder, events: u32) -> Listener {
        let handles = Handles::new(events);
        Listener {
            recorder,
            handles,
            tasks: OnceLock::new(),
            muted: Mutex::default(),
        }
    }

    #[cold]
    fn mute(&self, metadata: &Metadata<'_>) {
        self.muted().push(metadata.callsite());
        callsite::rebuild_interest_cache();
    }

    fn muted(&self) -> MutexGuard<'_, Vec<Identifier>> {
        self.muted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_listened_to(&self, metadata: &Metadata<'_>) -> bool {
        is_told(metadata) && !self.muted().contains(&metadata.callsite())
    }

    fn make_task(&self, origin: Origin) -> SpanId {
        let mut span = SpanId::IGNORED;
        self.recorder.tell(|numbers, thread| {
            numbers.tasks += 1;
            span = SpanId::of_task(numbers.tasks);
            What::Task {
                id: numbers.tasks,
                kind: origin.kind(),
                line: origin.line,
                column: origin.column,
                by: thread.task(),
                name: origin.name,
            }
        });
        span
    }

    fn make_leaf(&self, origin: Origin) -> SpanId {
        let mut span = SpanId::IGNORED;
        self.recorder.tell(|numbers, thread| {
            numbers.leaves += 1;
            span = SpanId::of_leaf(numbers.leaves);
            What::Leaf {
                id: numbers.leaves,
                line: origin.line,
                column: origin.column,
                kind: origin.concrete_type(),
                task: thread.task(),
            }
        });
        span
    }
}

/// Whether an event or a span of this kind says anything that is recorded.
fn is_told(metadata: &Metadata<'_>) -> bool {
    if metadata.is_span() {
        return matches!(metadata.name(), "runtime.spawn" | "runtime.resource");
    }
    match metadata.target() {
        "tokio::task::waker" | "runtime::resource::poll_op" => true,
        "poll_by_poll::ready" | "poll_by_poll::clock" => true,
        "runtime::resource::state_update" => metadata.fields().field("duration").is_some(),
        _ => false,
    }
}

impl Subscriber for Listener {
    fn register_callsite(&self, metadata: &'static Metadata<'static>) -> Interest {
        match self.is_listened_to(metadata) {
            true => Interest::always(),
            false => Interest::never(),
        }
    }

    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        self.is_listened_to(metadata)
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let is_task = attributes.metadata().name() == "runtime.spawn";
        let span = match is_task {
            _ if self.recorder.is_full() => None,
            true => {
                let _same_each_time = self.tasks.set(attributes.metadata());
                Origin::of_task(attributes).map(|origin| self.make_task(origin))
            }
            false => Origin::of_leaf(attributes).map(|origin| self.make_leaf(origin)),
        };
        let span = span.unwrap_or(SpanId::IGNORED);
        Id::from_u64(span.0)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        if self.recorder.is_full() {
            return;
        }
        let mut said = Said::default();
        event.record(&mut said);
        if let Some(ready) = said.ready {
            Thread::with(|thread| thread.answer(ready));
        } else if let Some(task) = said.wakes.and_then(|id| SpanId(id).task()) {
            let what = |by| What::Wake { task, by };
            self.recorder.tell(|_, thread| what(thread.task()));
        } else if let Some(milliseconds) = said.milliseconds
            && let Some(leaf) = Thread::with(Thread::leaf)
        {
            self.recorder.tell(|_, _| What::Wait { leaf, milliseconds });
        } else if said.task_ready
            && let Some(task) = Thread::with(Thread::task)
        {
            self.recorder.tell(|_, _| What::Ready { task });
        } else if let Some(nanoseconds) = said.paused_at {
            self.recorder.pause_at(Duration::from_nanos(nanoseconds));
        } else if said.is_of_no_use {
            self.mute(event.metadata());
        }
    }

    fn enter(&self, span: &Id) {
        let span = SpanId(span.into_u64());
        Thread::with(|thread| thread.enter(span));
        if let Some(task) = span.task()
            && !self.recorder.is_full()
        {
            self.recorder.tell(|numbers, thread| What::Enter {
                task,
                thread: thread.number(&mut numbers.threads),
            });
        }
    }

    fn exit(&self, span: &Id) {
        let span = SpanId(span.into_u64());
        let answer = Thread::with(Thread::exit);
        if self.recorder.is_full() {
            return;
        }
        if let Some(task) = span.task() {
            self.recorder.tell(|_, _| What::Exit { task });
        } else if let (Some(leaf), Some(ready)) = (span.leaf(), answer) {
            self.recorder.tell(|_, thread| What::Poll {
                leaf,
                ready,
                task: thread.task(),
            });
        }
    }

    /// The task that is being polled: `poll_by_poll::traced` asks whether there
    /// is one.
    fn current_span(&self) -> Current {
        match (Thread::with(Thread::task), self.tasks.get()) {
            (Some(task), Some(metadata)) => {
                Current::new(Id::from_u64(SpanId::of_task(task).0), metadata)
            }
            _ => Current::none(),
        }
    }

    fn clone_span(&self, span: &Id) -> Id {
        self.handles.add(SpanId(span.into_u64()));
        span.clone()
    }

    fn try_close(&self, span: Id) -> bool {
        let span = SpanId(span.into_u64());
        let is_last = self.handles.remove(span);
        if is_last && !self.recorder.is_full() {
            let what = match span.task() {
                Some(task) => What::Close { task },
                None => What::Gone {
                    leaf: span.leaf().unwrap_or_default(),
                },
            };
            self.recorder.tell(|_, _| what);
        }
        is_last
    }
}
