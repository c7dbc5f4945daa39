//! What it costs to wait: 10,000 threads that sleep, against 10,000 tasks.
//!
//! `cargo bench -p benches --bench waiting` starts itself again for each
//! measurement, so that the memory of a side is its own: `threads` and `tasks`
//! are what such a process does, and a `Sample` is what it tells. `report`
//! writes benches/waiting.md.

mod kernel;
mod options;
mod report;
mod sample;
mod tasks;
mod threads;

use anyhow::{Context, bail};
use benches::progress;
use clap::Parser;
use options::{Options, Side};
use report::Report;
use sample::{Outcome, Sample};
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

/// What each of them waits for: long enough that the last one has begun when
/// the first one ends, on a busy machine too.
const WAIT: Duration = Duration::from_secs(4);

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    if let Some(side) = options.child {
        let outcome = match side {
            Side::Threads => threads::wait(options.count)?,
            Side::Tasks => tasks::wait(options.count)?,
        };
        println!("{outcome}");
        return Ok(());
    }
    if !options.bench {
        // `cargo test --all-targets` starts benches too, without this flag.
        eprintln!("nothing was measured: `cargo bench -p benches --bench waiting` measures");
        return Ok(());
    }
    let report = measure(&options)?.to_string();
    print!("{report}");
    if options.count == options::COUNT {
        let folder = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let folder = folder.context("start this with `cargo bench -p benches --bench waiting`")?;
        fs::write(folder.join("waiting.md"), report)
            .context("benches/waiting.md can't be written")?;
        progress::say("the report is in benches/waiting.md");
    }
    Ok(())
}

/// The two sides in turn, round by round.
fn measure(options: &Options) -> anyhow::Result<Report> {
    let mut report = Report::new(options.count, options.rounds);
    for round in 1..=options.rounds {
        for side in [Side::Threads, Side::Tasks] {
            if side == Side::Threads && report.refused.is_some() {
                continue;
            }
            let (rounds, count) = (options.rounds, options.count);
            progress::say(format_args!(
                "round {round} of {rounds}: {count} {}",
                side.name()
            ));
            match in_its_process(side, count)? {
                Outcome::Waited(sample) => report.add(side, &sample),
                Outcome::Refused { made, error } if side == Side::Threads => {
                    progress::say(format_args!("the system made {made} threads: {error}"));
                    report.refused = Some((made, error));
                }
                Outcome::Refused { error, .. } => bail!("tasks need no leave: {error}"),
            }
        }
    }
    Ok(report)
}

fn in_its_process(side: Side, count: usize) -> anyhow::Result<Outcome> {
    let count = count.to_string();
    let arguments = ["--child", side.name(), "--count", &count];
    let printed = benches::in_a_process_of_its_own(&arguments)
        .with_context(|| format!("the {} were not measured", side.name()))?;
    printed.parse()
}

/// What a side tells when its waits are over.
fn waited(sample: Sample, ended_early: usize) -> anyhow::Result<Outcome> {
    if ended_early > 0 {
        bail!(
            "{ended_early} had ended before the last one began, so they did not wait all at \
             once: the machine is too busy, or --count too great"
        );
    }
    Ok(Outcome::Waited(sample))
}
