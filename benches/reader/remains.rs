//! What many runs leave behind: the reader's processes, open files and memory,
//! and temporary files.

use anyhow::{Context, ensure};
use benches::progress;
use reader_tests::Reading;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A program that starts another, prints, and ends.
const PROGRAM: &str = "\
#[tokio::main]
async fn main() {
    let child = std::process::Command::new(\"/bin/true\").spawn();
    println!(\"{}\", child.is_ok());
}
";

/// What there is at one time.
#[derive(Debug, Clone, Default)]
pub(crate) struct There {
    /// Descendants of the reader.
    pub(crate) processes: usize,
    /// Its open files.
    pub(crate) descriptors: usize,
    /// Its memory, in MiB.
    pub(crate) memory: f64,
}

/// What there was before and after.
#[derive(Debug)]
pub(crate) struct Remains {
    /// How many runs lie between.
    pub(crate) runs: u32,
    pub(crate) before: There,
    pub(crate) after: There,
    /// Entries of the temporary folder and of the runner's that were not there.
    pub(crate) files: usize,
}

/// Has the reader do so many runs.
pub(crate) fn count(root: &Path, runs: u32) -> anyhow::Result<Remains> {
    progress::say(format_args!("{runs} runs, one after the other"));
    let reading = Reading::open(&[], &[]);
    let run = || {
        let answer = reading.run(PROGRAM);
        ensure!(answer.printed("stdout") == "true\n", "{answer:?}");
        Ok(())
    };
    // What is made once is no remains.
    for _ in 0..20 {
        run()?;
    }
    let (before, files) = (there(&reading)?, entries(root));
    for _ in 0..runs {
        run()?;
    }
    let left = entries(root).difference(&files).count();
    Ok(Remains {
        runs,
        before,
        after: there(&reading)?,
        files: left,
    })
}

fn there(reading: &Reading) -> anyhow::Result<There> {
    let process = PathBuf::from(format!("/proc/{}", reading.process()));
    let statm = fs::read_to_string(process.join("statm")).context("only Linux tells")?;
    let pages: f64 = statm.split(' ').nth(1).unwrap_or_default().parse()?;
    Ok(There {
        processes: reading.descendants(),
        descriptors: fs::read_dir(process.join("fd"))?.count(),
        memory: pages * 4096.0 / f64::from(1 << 20),
    })
}

/// What stands in the folders that runs write to.
fn entries(root: &Path) -> BTreeSet<PathBuf> {
    [std::env::temp_dir(), root.join("target/runner")]
        .iter()
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flat_map(|entries| entries.flatten().map(|entry| entry.path()))
        .collect()
}
