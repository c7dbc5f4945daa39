//! The command line.

use clap::Parser;

const NOTES: &str = "\
It needs a browser: tests/reader/install installs it. What is compared takes \
turns, so the ratios bear a busy machine; seconds do not.";

/// Measures how long a reader waits for a run, and what runs leave behind, and
/// writes benches/reader.md.
#[derive(Debug, Parser)]
#[command(
    name = "reader",
    bin_name = "cargo bench -p benches --bench reader --",
    after_help = NOTES
)]
pub(crate) struct Options {
    /// How often everything that is compared is done; the report gives medians
    #[arg(long, value_name = "N", default_value_t = Options::ROUNDS, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) rounds: u32,

    /// How many runs it takes until what is left is counted
    #[arg(long, value_name = "N", default_value_t = Options::RUNS, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) runs: u32,

    /// cargo adds it to every bench.
    #[arg(long, hide = true)]
    pub(crate) bench: bool,
}

impl Options {
    /// The usual number of rounds.
    pub(crate) const ROUNDS: u32 = 15;
    /// The usual number of runs.
    pub(crate) const RUNS: u32 = 1000;
}
