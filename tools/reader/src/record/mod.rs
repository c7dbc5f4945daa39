//! `cargo run -- record …`: records programs, and draws what their tasks did,
//! or where their values stood in memory.
//!
//! `jobs` finds out which programs and where their figures go, `draw` does one
//! of them, and `progress` shows how far the work is.

mod draw;
mod jobs;
mod progress;

use anyhow::bail;
use clap::Args;
use progress::Progress;
use runner::{Limits, Toolchain};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What to record.
#[derive(Debug, Args)]
pub struct Record {
    /// Chapters by their slug, or files with a program of your own
    #[arg(value_name = "SLUG|FILE.rs", required_unless_present = "all")]
    pub programs: Vec<String>,

    /// Every chapter that has a figure
    #[arg(long, conflicts_with = "programs")]
    pub all: bool,

    /// Where the figure of a FILE.rs goes; its ending says as what: a picture
    /// (.svg), a page with legend and words (.html), or the recording (.json).
    /// May be repeated [default: FILE.svg, beside it]
    #[arg(short, long, value_name = "FILE", conflicts_with = "all")]
    pub output: Vec<PathBuf>,

    /// Draw a panel for each line that a FILE.rs prints
    #[arg(long, conflicts_with = "all")]
    pub by_line: bool,

    /// Draw where the values of a FILE.rs stand in memory: it prints lines such
    /// as `future 0..32`, and of a part `coldest 0..8 -> 24`
    #[arg(long, conflicts_with_all = ["all", "by_line"])]
    pub memory: bool,

    /// How many seconds a program may run until it is stopped
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub seconds: u64,
}

/// Records what is asked for, one program after the other: they would disturb
/// each other's clocks.
pub(crate) fn record(root: &Path, asked: &Record) -> anyhow::Result<()> {
    let jobs = jobs::jobs(root, asked)?;
    let limits = Limits {
        wall: Duration::from_secs(asked.seconds),
        ..Limits::default()
    };
    let progress = Progress::new(jobs.len());
    progress.begins("building what a recording needs (the first time, a minute)");
    let built = |name: &str| progress.builds(name);
    let toolchain = Toolchain::prepare_telling(root, &built)?.recording_telling(&built)?;
    let mut failed = 0;
    for job in &jobs {
        progress.begins(&job.slug);
        match draw::draw(&toolchain, job, &limits) {
            Ok(told) => progress.drawn(job, &told),
            Err(error) => {
                failed += 1;
                progress.failed(job, &error);
            }
        }
    }
    progress.ends();
    match failed {
        0 => Ok(()),
        _ if jobs.len() == 1 => bail!("there is no figure"),
        _ => bail!("{failed} of {} programs have no figure", jobs.len()),
    }
}
