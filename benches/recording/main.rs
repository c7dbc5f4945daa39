//! What it costs to record a program and to draw its run.
//!
//! `cargo bench -p benches --bench recording` compiles programs as the runner
//! does, with and without the recorder. `echo` compares their processor time,
//! `drawing` draws long recordings in a process of its own, `same` records on a
//! busy machine, and `apart` looks at what the examples depend on. `report`
//! writes all of it to `benches/recording.md`.

mod apart;
mod busy;
mod drawing;
mod echo;
mod options;
mod report;
mod same;

use anyhow::Context;
use benches::{progress, root};
use clap::Parser;
use options::Options;
use report::Measured;
use runner::Toolchain;
use std::fs;
use std::path::Path;

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    if let Some(recording) = &options.draw {
        return drawing::draw(recording);
    }
    if !options.bench {
        // `cargo test --all-targets` starts benches too, without this flag.
        eprintln!("nothing was measured: `cargo bench -p benches --bench recording` measures");
        return Ok(());
    }
    let root = root().context("start this with `cargo bench -p benches --bench recording`")?;
    let measured = measure(&root, &options)?;
    let report = report::write(&options, &measured);
    print!("{report}");
    let file = root.join("benches/recording.md");
    fs::write(&file, report).context("benches/recording.md can't be written")?;
    progress::say("the report is in benches/recording.md");
    Ok(())
}

fn measure(root: &Path, options: &Options) -> anyhow::Result<Measured> {
    progress::say("building what programs are compiled with");
    let plain = Toolchain::prepare(root)?;
    let recording = plain.recording()?;
    let bare = plain.bare()?;
    Ok(Measured {
        apart: apart::look(root)?,
        drawings: drawing::measure(&recording)?,
        same: same::count(&recording, root, options.repetitions)?,
        echo: echo::measure(&plain, &bare, &recording, options.rounds)?,
    })
}
