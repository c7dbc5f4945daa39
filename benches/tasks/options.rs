//! The command line.

use crate::million::Side;
use clap::Parser;

const NOTES: &str = "\
Nanoseconds are processor time. They depend on the machine, and somewhat on \
what else it does. All cases are measured in each round, and a ratio is taken \
in each round: look at its range. A lock is shared by tasks on several threads, \
so on a machine with one core the last table says nothing.";

/// Measures what a task costs, and writes benches/tasks.md.
#[derive(Debug, Parser)]
#[command(
    name = "tasks",
    bin_name = "cargo bench -p benches --bench tasks --",
    after_help = NOTES
)]
pub(crate) struct Options {
    /// How often to measure everything; the report gives medians
    #[arg(long, value_name = "N", default_value_t = 9, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) rounds: u32,

    /// Be the process that keeps very many alive.
    #[arg(long, value_name = "SIDE", hide = true)]
    pub(crate) child: Option<Side>,

    /// cargo adds it to every bench.
    #[arg(long, hide = true)]
    pub(crate) bench: bool,
}
