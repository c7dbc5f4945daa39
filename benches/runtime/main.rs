//! What our runtime costs beside tokio, smol and futures' `LocalPool`.
//!
//! `cargo bench -p benches --bench runtime` has each of them do the same things:
//! `bench` lists them and their bounds, `tasks`, `sleeping`, `echo` and `passing`
//! do them on any `contender`. What a runtime is able to do stands in its file:
//! `with_tokio`, `with_smol`, `local_pool`, `ours` and `stages`. `field` says who is
//! compared, `measure` takes the time, and `report` writes benches/runtime.md.

mod bars;
mod bench;
mod contender;
mod countdown;
mod echo;
mod field;
mod local_pool;
mod measure;
mod options;
mod ours;
mod passing;
mod report;
mod sleeping;
mod stages;
mod tasks;
mod versions;
mod with_smol;
mod with_tokio;

use anyhow::Context;
use benches::{progress, root};
use clap::Parser;
use field::Table;
use options::Options;
use std::fs;

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    if !options.bench {
        // `cargo test --all-targets` starts benches too, without this flag.
        eprintln!("nothing was measured: `cargo bench -p benches --bench runtime` measures");
        return Ok(());
    }
    let root = root().context("start this with `cargo bench -p benches --bench runtime`")?;
    let (tables, stages) = measure(&options)?;
    let report = report::write(&options, &tables, &stages, &versions::told(&root)?);
    print!("{report}");
    if options.only.is_none() {
        let file = root.join("benches/runtime.md");
        fs::write(&file, report).context("benches/runtime.md can't be written")?;
        progress::say("the report is in benches/runtime.md");
    }
    Ok(())
}

/// Every bench once a round, and in it every runtime, each time another one first,
/// so that a busy minute strikes all of them.
fn measure(options: &Options) -> anyhow::Result<(Vec<Table>, Table)> {
    let mut tables = field::tables(options.only);
    let mut stages = field::stages(options.only);
    for round in 1..=options.rounds {
        progress::say(format_args!("round {round} of {}", options.rounds));
        for table in tables.iter_mut().chain([&mut stages]) {
            table.measure(round as usize)?;
        }
    }
    Ok((tables, stages))
}
