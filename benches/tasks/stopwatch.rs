//! The processor time that this process uses, all threads together. Wall time
//! would count what else the machine does.

use anyhow::Context;
use benches::processor;

/// Started when it is made.
#[derive(Debug)]
pub(crate) struct Stopwatch {
    /// What the process had used by then, in seconds.
    before: f64,
}

impl Stopwatch {
    /// Starts.
    pub(crate) fn start() -> anyhow::Result<Stopwatch> {
        let before = used()?;
        Ok(Stopwatch { before })
    }

    /// The nanoseconds since it was started.
    pub(crate) fn nanoseconds(&self) -> anyhow::Result<f64> {
        Ok((used()? - self.before) * 1e9)
    }
}

fn used() -> anyhow::Result<f64> {
    processor::seconds().context("this system does not tell the processor time of a process")
}
