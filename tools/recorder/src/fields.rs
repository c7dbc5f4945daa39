//! The fields of tokio's spans and events.

use crate::listener::SOURCE;
use recording::Kind;
use std::fmt::{Debug, Write};
use tracing::field::{Field, Visit};
use tracing::span::Attributes;

/// Parts of the paths of the standard library's files.
const STD: [&str; 3] = ["/library/core/", "/library/alloc/", "/library/std/"];

/// What the span of a task or leaf says of itself.
#[derive(Default)]
pub(crate) struct Origin {
    kind: String,
    /// What the program calls a task.
    pub(crate) name: Option<String>,
    concrete_type: String,
    in_program: bool,
    in_std: bool,
    pub(crate) line: u32,
    pub(crate) column: u32,
}

impl Origin {
    /// A leaf; none if it was made elsewhere than in the program's own file.
    pub(crate) fn of_leaf(attributes: &Attributes<'_>) -> Option<Origin> {
        let origin = Origin::read(attributes);
        origin.in_program.then_some(origin)
    }

    /// A task. For `futures.map(tokio::spawn)` tokio names a file of the standard
    /// library: that task is the program's, and its place is not known.
    pub(crate) fn of_task(attributes: &Attributes<'_>) -> Option<Origin> {
        let origin = Origin::read(attributes);
        match origin.in_program {
            true => Some(origin),
            false => origin.in_std.then_some(Origin {
                line: 0,
                column: 0,
                ..origin
            }),
        }
    }

    fn read(attributes: &Attributes<'_>) -> Origin {
        let mut origin = Origin::default();
        attributes.record(&mut origin);
        origin
    }

    /// How a task was made. tokio says `local` for one that stays on its thread.
    pub(crate) fn kind(&self) -> Kind {
        match self.kind.as_str() {
            "block_on" => Kind::BlockOn,
            "blocking" => Kind::Blocking,
            "traced" => Kind::Traced,
            _ => Kind::Task,
        }
    }

    /// The type of a leaf.
    pub(crate) fn concrete_type(self) -> String {
        self.concrete_type
    }
}

impl Visit for Origin {
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "loc.file" => {
                self.in_program = value == SOURCE;
                self.in_std = STD.iter().any(|library| value.contains(library));
            }
            "concrete_type" => value.clone_into(&mut self.concrete_type),
            "task.name" => self.name = Some(value.to_owned()),
            _ => {}
        }
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        let value = u32::try_from(value).unwrap_or(u32::MAX);
        match field.name() {
            "loc.line" => self.line = value,
            "loc.col" => self.column = value,
            _ => {}
        }
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "kind" {
            write!(self.kind, "{value:?}").expect("a string takes all");
        }
    }
}

/// What an event says.
#[derive(Default)]
pub(crate) struct Said {
    /// The span of the task that is woken; not of one whose waker is only
    /// cloned or dropped.
    pub(crate) wakes: Option<u64>,
    is_wake: bool,
    /// Whether a waker was cloned or dropped.
    pub(crate) is_of_no_use: bool,
    /// What a leaf answered.
    pub(crate) ready: Option<bool>,
    /// How many milliseconds a timer will wait.
    pub(crate) milliseconds: Option<u64>,
    /// Whether a traced task was ready.
    pub(crate) task_ready: bool,
    /// How many nanoseconds the paused clock of `poll_by_poll::runtime` has come.
    pub(crate) paused_at: Option<u64>,
}

impl Visit for Said {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "op" {
            self.is_wake = value.starts_with("waker.wake");
            self.is_of_no_use = !self.is_wake;
        }
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        match field.name() {
            "task.id" if self.is_wake => self.wakes = Some(value),
            "duration" => self.milliseconds = Some(value),
            "paused_at" => self.paused_at = Some(value),
            _ => {}
        }
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        match field.name() {
            "is_ready" => self.ready = Some(value),
            "task_ready" => self.task_ready = value,
            _ => {}
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}
}
