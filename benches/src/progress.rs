//! One line on stderr for each step, since a run takes minutes.

use std::fmt::Display;
use std::sync::LazyLock;
use std::time::Instant;

static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);

/// Says what is being done now, and since when the bench runs.
pub fn say(step: impl Display) {
    eprintln!("{:>5} s  {step}", BEGUN.elapsed().as_secs());
}
