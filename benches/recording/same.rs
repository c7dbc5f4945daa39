//! Whether a recording of paused time is the same each time.

use crate::busy::Busy;
use anyhow::{Context, ensure};
use benches::progress;
use runner::{Limits, Toolchain, record};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What is written in a program whose time is paused.
const PAUSED: &str = "start_paused = true";

/// How often two recordings of each program were equal.
#[derive(Debug)]
pub(crate) struct Same {
    /// How many programs were recorded.
    pub(crate) programs: usize,
    /// How often all of them were recorded twice.
    pub(crate) repetitions: u32,
    /// How often every program's two recordings were equal.
    pub(crate) equal: u32,
}

/// Records each example with paused time twice, again and again, while every
/// core has something else to do.
pub(crate) fn count(toolchain: &Toolchain, root: &Path, repetitions: u32) -> anyhow::Result<Same> {
    let mut programs = Vec::new();
    for (name, source) in paused(root)? {
        let program = toolchain.compile(&source);
        programs.push(program.with_context(|| format!("{name} doesn't compile"))?);
    }
    progress::say(format_args!(
        "recording {} examples with paused time {repetitions} times twice, all cores busy",
        programs.len()
    ));
    let _busy = Busy::start();
    let mut equal = 0;
    for _ in 0..repetitions {
        equal += u32::from(all_are_equal(&programs)?);
    }
    Ok(Same {
        programs: programs.len(),
        repetitions,
        equal,
    })
}

/// The examples with paused time: each name and text.
fn paused(root: &Path) -> anyhow::Result<BTreeMap<String, String>> {
    let mut sources = BTreeMap::new();
    for entry in fs::read_dir(root.join("examples")).context("examples")? {
        let path = entry?.path();
        if path.extension().is_some_and(|kind| kind == "rs") {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            let source = fs::read_to_string(&path).with_context(|| name.clone().into_owned())?;
            if source.contains(PAUSED) {
                sources.insert(name.into_owned(), source);
            }
        }
    }
    ensure!(!sources.is_empty(), "no example has `{PAUSED}`");
    Ok(sources)
}

/// Whether two recordings of each program are equal, byte for byte.
fn all_are_equal(programs: &[PathBuf]) -> anyhow::Result<bool> {
    let limits = Limits {
        wall: Duration::from_secs(60),
        ..Limits::default()
    };
    let mut are_equal = true;
    for program in programs {
        let first = record(program, &limits)?.text();
        are_equal &= first == record(program, &limits)?.text();
    }
    Ok(are_equal)
}
