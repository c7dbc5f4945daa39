//! The command line.

use clap::Parser;
use std::path::PathBuf;

const NOTES: &str = "\
The first run also builds what a recorded program is compiled with, and the \
same crates without tracing, in target/recorded and target/bare; that is not \
counted.

The three programs that are compared take turns, so the comparison bears a busy \
machine, but nanoseconds do not: a processor that others use too has less of \
its caches left for each.";

/// Measures what it costs to record a program and to draw its run, and writes
/// benches/recording.md.
#[derive(Debug, Parser)]
#[command(
    name = "recording",
    bin_name = "cargo bench -p benches --bench recording --",
    after_help = NOTES
)]
pub(crate) struct Options {
    /// How often each of the compared programs runs; the report gives medians
    #[arg(long, value_name = "N", default_value_t = Options::ROUNDS, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) rounds: u32,

    /// How often the paused examples are recorded on a busy machine
    #[arg(long, value_name = "N", default_value_t = Options::REPETITIONS, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) repetitions: u32,

    /// Draw this recording, and print how long it took and how much memory.
    /// The bench starts itself with it, to measure a process of its own.
    #[arg(long, value_name = "FILE", hide = true)]
    pub(crate) draw: Option<PathBuf>,

    /// cargo adds it to every bench.
    #[arg(long, hide = true)]
    pub(crate) bench: bool,
}

impl Options {
    /// The usual number of rounds: the medians of so many move by a percent.
    pub(crate) const ROUNDS: u32 = 31;
    /// The usual number of repetitions.
    pub(crate) const REPETITIONS: u32 = 50;
}
