//! The command line.

use clap::{Parser, ValueEnum};

/// How many wait at once, unless told otherwise.
pub(crate) const COUNT: usize = 10_000;

const NOTES: &str = "\
Each measurement is made in a process of its own, and takes a little more than \
the 4 s for which everything in it waits. If the system refuses to make so \
many threads, the report says how many it made, and why no more.

Milliseconds depend on the machine and on what else it does. The two sides \
alternate, and a ratio is taken in each round: look at its range.";

/// Measures what 10,000 waiting threads cost and what 10,000 waiting tasks do,
/// and writes benches/waiting.md.
#[derive(Debug, Parser)]
#[command(
    name = "waiting",
    bin_name = "cargo bench -p benches --bench waiting --",
    after_help = NOTES
)]
pub(crate) struct Options {
    /// How often to measure each side; the report gives medians
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) rounds: u32,

    /// How many wait at once; another number leaves benches/waiting.md as it is
    #[arg(long, value_name = "N", default_value_t = COUNT)]
    pub(crate) count: usize,

    /// Be the process that measures one side.
    #[arg(long, value_name = "SIDE", hide = true)]
    pub(crate) child: Option<Side>,

    /// cargo adds it to every bench.
    #[arg(long, hide = true)]
    pub(crate) bench: bool,
}

/// Who waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Side {
    /// A thread for each wait.
    Threads,
    /// A task for each wait, all of them on one thread.
    Tasks,
}

impl Side {
    /// Its name, on the command line too.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Side::Threads => "threads",
            Side::Tasks => "tasks",
        }
    }
}
