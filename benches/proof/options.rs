//! The command line.

use crate::bench_book::Kind;
use clap::Parser;

const NOTES: &str = "\
The workspace is copied to target/proof-bench, and everything is built and \
edited there. The first run also builds the dependencies of the copies, which \
takes some minutes and is not counted; later runs find them built.

Seconds depend on the machine and on what else it does. The ratios are taken \
from rounds that alternate, so they bear a busy machine, but not one that is \
busy in some rounds only: look at the range beside the median.";

/// Measures how long the book's proof takes, compared with `mdbook test` on
/// the same programs, and writes benches/proof.md.
#[derive(Debug, Parser)]
#[command(
    name = "proof",
    bin_name = "cargo bench -p benches --bench proof --",
    after_help = NOTES
)]
pub(crate) struct Options {
    /// How often to measure everything; the report gives medians
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) rounds: u32,

    /// Measure one book only, and leave benches/proof.md as it is
    #[arg(long, value_name = "BOOK")]
    pub(crate) only: Option<Kind>,

    /// Remove target/proof-bench first, with all that was built there
    #[arg(long)]
    pub(crate) clean: bool,

    /// cargo adds it to every bench.
    #[arg(long, hide = true)]
    pub(crate) bench: bool,
}

impl Options {
    /// The books to measure.
    pub(crate) fn books(&self) -> Vec<Kind> {
        match self.only {
            Some(kind) => vec![kind],
            None => vec![Kind::Real, Kind::Synthetic],
        }
    }
}
