//! The spans and events in which futures and timers are told of.
//!
//! They are those of `tracing` where tokio tells its own: under `--cfg
//! tokio_unstable`. Elsewhere nobody would understand them, so there are none,
//! and `tracing` is not even compiled.

#[cfg(tokio_unstable)]
mod told {
    pub(crate) use tracing::field::display;
    pub(crate) use tracing::{Span, trace as event, trace_span as span};

    /// The name of the span that is entered.
    pub(crate) fn current() -> Option<&'static str> {
        Some(Span::current().metadata()?.name())
    }

    /// The number of a span.
    pub(crate) fn number(span: &Span) -> u64 {
        span.id().map_or(0, |id| id.into_u64())
    }
}

#[cfg(not(tokio_unstable))]
mod untold {
    /// A span that nobody opened.
    #[derive(Debug, Clone)]
    pub(crate) struct Span;

    impl Span {
        pub(crate) fn is_disabled(&self) -> bool {
            true
        }

        pub(crate) fn in_scope<T>(&self, work: impl FnOnce() -> T) -> T {
            work()
        }
    }

    pub(crate) fn display<T>(value: T) -> T {
        value
    }

    pub(crate) fn current() -> Option<&'static str> {
        None
    }

    pub(crate) fn number(_: &Span) -> u64 {
        0
    }

    macro_rules! span {
        (target: $target:expr, parent: None, $($rest:tt)+) => {
            $crate::spans::span!(target: $target, $($rest)+)
        };
        (target: $target:expr, $name:expr, $($($key:ident).+ = $value:expr),+ $(,)?) => {{
            let _untold = (&$target, &$name, $(&$value),+);
            $crate::spans::Span
        }};
    }

    macro_rules! event {
        (target: $target:expr, $($($key:ident).+ = $value:expr),+ $(,)?) => {{
            let _untold = (&$target, $(&$value),+);
        }};
    }

    pub(crate) use {event, span};
}

#[cfg(tokio_unstable)]
pub(crate) use told::{Span, current, display, event, number, span};
#[cfg(not(tokio_unstable))]
pub(crate) use untold::{Span, current, display, event, number, span};
