//! The same work without the reader: the compiler called by hand, and cargo.

use crate::CHAPTER;
use anyhow::{Context, ensure};
use runner::{Limits, Toolchain};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Instant, SystemTime};

/// What the reader is compared with.
#[derive(Debug)]
pub(crate) struct Peers {
    root: PathBuf,
    toolchain: Toolchain,
    /// The program of the chapter.
    pub(crate) program: String,
}

impl Peers {
    /// Builds what they need.
    pub(crate) fn prepare(root: &Path) -> anyhow::Result<Peers> {
        let file = root.join("examples").join(CHAPTER).with_extension("rs");
        let peers = Peers {
            root: root.to_path_buf(),
            toolchain: Toolchain::prepare(root)?,
            program: fs::read_to_string(&file).context("the chapter's program can't be read")?,
        };
        peers.cargo()?; // builds
        Ok(peers)
    }

    /// The program with a line of its own, so that nobody has compiled it yet.
    pub(crate) fn edited(&self, round: u32) -> String {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        let now = now.unwrap_or_default().as_nanos();
        format!("{}// {now}, round {round}\n", self.program)
    }

    /// Seconds for one rustc, called as the runner does for a program that is not
    /// recorded, and the run of what it made.
    pub(crate) fn rustc(&self, program: &str) -> anyhow::Result<f64> {
        let begun = Instant::now();
        let compiled = self.toolchain.compile(program)?;
        // It has a runtime of its own.
        let run = tokio::task::block_in_place(|| runner::run(&compiled, &Limits::default()))?;
        let seconds = begun.elapsed().as_secs_f64();
        ensure!(!run.stdout.bytes.is_empty(), "it printed nothing");
        Ok(seconds)
    }

    /// Seconds for `cargo run --example`, after its program was touched.
    pub(crate) fn cargo(&self) -> anyhow::Result<f64> {
        let file = self.root.join("examples").join(CHAPTER);
        File::open(file.with_extension("rs"))?.set_modified(SystemTime::now())?;
        let begun = Instant::now();
        let status = Command::new(env!("CARGO"))
            .args(["run", "--quiet", "--example", CHAPTER])
            .current_dir(&self.root)
            .stdout(Stdio::null())
            .status()?;
        ensure!(status.success(), "cargo run ended with {status}");
        Ok(begun.elapsed().as_secs_f64())
    }
}
