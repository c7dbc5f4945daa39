//! The command line.

use crate::bench::Bench;
use clap::Parser;

const NOTES: &str = "\
All runtimes are measured in each round, and a ratio is taken in each round, so \
ratios bear a busy machine; milliseconds do not. On a machine with one core the \
table of two workers says little; on a busy one its processor time depends on \
who gets a core.";

/// Measures what our runtime costs beside others, and writes benches/runtime.md.
#[derive(Debug, Parser)]
#[command(
    name = "runtime",
    bin_name = "cargo bench -p benches --bench runtime --",
    after_help = NOTES
)]
pub(crate) struct Options {
    /// How often everything is measured; the report gives medians
    #[arg(long, value_name = "N", default_value_t = Options::ROUNDS, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) rounds: u32,

    /// Measure this bench alone, and print the report without writing the file
    #[arg(long, value_name = "NAME")]
    pub(crate) only: Option<Bench>,

    /// cargo adds it to every bench.
    #[arg(long, hide = true)]
    pub(crate) bench: bool,
}

impl Options {
    /// The usual number of rounds.
    pub(crate) const ROUNDS: u32 = 15;
}
