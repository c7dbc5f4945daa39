//! How long a reader waits for a run, and what runs leave behind.
//!
//! `cargo bench -p benches --bench reader` opens the book as `cargo run` does,
//! and a browser in front of it. `clicks` presses Run and waits for what the
//! page shows; `peers` does the same work without the reader; `pages` compares
//! the page with mdBook's own; `harm` asks something of the reader after each
//! program that means harm; `remains` counts what a thousand runs leave.
//! `report` writes all of it to `benches/reader.md`.

mod clicks;
mod harm;
mod options;
mod pages;
mod peers;
mod remains;
mod report;

use anyhow::Context;
use benches::{progress, root};
use clap::Parser;
use options::Options;
use report::Measured;
use std::fs;
use std::path::Path;
use tokio::runtime::Runtime;

/// The chapter whose program is run.
const CHAPTER: &str = "concurrency";

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    if !options.bench {
        // `cargo test --all-targets` starts benches too, without this flag.
        eprintln!("nothing was measured: `cargo bench -p benches --bench reader` measures");
        return Ok(());
    }
    let root = root().context("start this with `cargo bench -p benches --bench reader`")?;
    let measured = Runtime::new()?.block_on(measure(&root, &options))?;
    let report = report::write(&options, &measured);
    print!("{report}");
    let file = root.join("benches/reader.md");
    fs::write(&file, report).context("benches/reader.md can't be written")?;
    progress::say("the report is in benches/reader.md");
    Ok(())
}

async fn measure(root: &Path, options: &Options) -> anyhow::Result<Measured> {
    progress::say("building the reader, and what its runs need");
    let peers = peers::Peers::prepare(root)?;
    let runs = clicks::measure(&peers, options.rounds).await?;
    let pages = pages::measure(root, options.rounds).await?;
    let harm = harm::measure(root)?;
    let remains = remains::count(root, options.runs)?;
    Ok(Measured {
        runs,
        pages,
        harm,
        remains,
    })
}
