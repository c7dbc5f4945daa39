//! What a task costs: bytes, nanoseconds, a million of them, and one lock.
//!
//! `cargo bench -p benches --bench tasks` counts what `spawn` allocates
//! (`bytes`), times it against awaiting the same future in place (`in_turn`),
//! keeps a million alive in a process of their own (`million`), and lets tasks
//! share a lock (`contention`). `report` writes benches/tasks.md.

mod bytes;
mod contention;
mod counting;
mod in_turn;
mod million;
mod options;
mod report;
mod stopwatch;

use anyhow::Context;
use benches::progress;
use clap::Parser;
use options::Options;
use report::Report;
use std::fs;
use std::path::PathBuf;

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    if let Some(side) = options.child {
        println!("{}", million::measure(side)?);
        return Ok(());
    }
    if !options.bench {
        // `cargo test --all-targets` starts benches too, without this flag.
        eprintln!("nothing was measured: `cargo bench -p benches --bench tasks` measures");
        return Ok(());
    }
    let report = measure(options.rounds)?.to_string();
    print!("{report}");
    let folder = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let folder = folder.context("start this with `cargo bench -p benches --bench tasks`")?;
    fs::write(folder.join("tasks.md"), report).context("benches/tasks.md can't be written")?;
    progress::say("the report is in benches/tasks.md");
    Ok(())
}

/// Every case once a round, so that a busy minute strikes all of them.
fn measure(rounds: u32) -> anyhow::Result<Report> {
    let mut report = Report::new(rounds, bytes::measure()?);
    for round in 1..=rounds {
        progress::say(format_args!(
            "round {round} of {rounds}: in place or spawned"
        ));
        for way in in_turn::WAYS {
            report.in_turn(way, in_turn::nanoseconds(way)?);
        }
        progress::say(format_args!("round {round} of {rounds}: very many at once"));
        for side in million::SIDES {
            report.million(side, million::in_its_process(side)?);
        }
        progress::say(format_args!("round {round} of {rounds}: one lock"));
        for count in contention::COUNTS {
            report.contention(count, contention::nanoseconds(count)?);
        }
    }
    Ok(report)
}
