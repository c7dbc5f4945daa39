//! What mdBook says while it builds.
//!
//! mdBook logs what goes wrong inside a page and goes on. Here the log of one
//! build is collected, so that the author can be told on the page as well; the
//! subscriber is that of the building thread alone, for the time of the build.

use std::fmt::{self, Write};
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};

/// A warning or an error that mdBook logged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Remark {
    /// Whether mdBook called it an error.
    pub(crate) is_error: bool,
    /// Its words, in one line.
    pub(crate) says: String,
}

/// Runs `build`, and gives what it returned and what was logged meanwhile, in
/// order and each remark once.
pub(crate) fn listen<T>(build: impl FnOnce() -> T) -> (T, Vec<Remark>) {
    let collector = Collector::default();
    let remarks = Arc::clone(&collector.remarks);
    let subscriber = tracing_subscriber::registry().with(collector);
    let built = tracing::subscriber::with_default(subscriber, build);
    let remarks = std::mem::take(&mut *remarks.lock().expect("no collector panics"));
    (built, remarks)
}

#[derive(Debug, Default)]
struct Collector {
    remarks: Arc<Mutex<Vec<Remark>>>,
}

impl<S: Subscriber> Layer<S> for Collector {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let level = *event.metadata().level();
        // The order of levels is that of verbosity: an error is the least.
        if level > Level::WARN {
            return;
        }
        let mut message = Message(String::new());
        event.record(&mut message);
        let remark = Remark {
            is_error: level == Level::ERROR,
            says: message.0.split_whitespace().collect::<Vec<_>>().join(" "),
        };
        let mut remarks = self.remarks.lock().expect("no collector panics");
        if !remarks.contains(&remark) {
            remarks.push(remark);
        }
    }
}

/// The text of an event, without its other fields.
struct Message(String);

impl Visit for Message {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        if field.name() == "message" {
            let _ = write!(self.0, "{value:?}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warnings_and_errors_are_kept_once_and_in_one_line() {
        let (built, remarks) = listen(|| {
            tracing::info!("Book building has started");
            tracing::warn!("unclosed tag\n   in `a.md`");
            tracing::warn!("unclosed tag\n   in `a.md`");
            tracing::error!("no renderer");
            4
        });
        assert_eq!(built, 4);
        let said: Vec<_> = remarks
            .iter()
            .map(|remark| (remark.is_error, remark.says.as_str()))
            .collect();
        assert_eq!(
            said,
            [(false, "unclosed tag in `a.md`"), (true, "no renderer")]
        );
    }
}
