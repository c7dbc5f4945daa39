//! How many handles each span has.

use crate::listener::SpanId;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// How many counts are made at once.
const PART: usize = 1024;

/// A count for each span that there can be. Their number is known, since the
/// making of each is an event; the counts are made when they are needed.
pub(crate) struct Handles {
    /// The handles beyond the first.
    parts: Box<[OnceLock<Box<[AtomicU32; PART]>>]>,
}

impl Handles {
    /// Counts for as many tasks and as many leaves.
    pub(crate) fn new(spans: u32) -> Handles {
        let parts = 0..=SpanId::of_leaf(spans).place() / PART;
        Handles {
            parts: parts.map(|_| OnceLock::new()).collect(),
        }
    }

    /// There is one more.
    pub(crate) fn add(&self, span: SpanId) {
        if let Some(count) = self.count(span) {
            count.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// There is one less. Whether it was the last; never for a span that is not
    /// recorded.
    pub(crate) fn remove(&self, span: SpanId) -> bool {
        // As in `Arc`: what was done with the other handles comes before.
        self.count(span)
            .is_some_and(|count| count.fetch_sub(1, Ordering::AcqRel) == 0)
    }

    fn count(&self, span: SpanId) -> Option<&AtomicU32> {
        // All that is not recorded shares one number.
        span.task().or(span.leaf())?;
        let part = self.parts.get(span.place() / PART)?;
        let part = part.get_or_init(|| Box::new([const { AtomicU32::new(0) }; PART]));
        Some(&part[span.place() % PART])
    }
}
