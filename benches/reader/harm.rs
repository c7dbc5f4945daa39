//! How soon the reader answers after a program that means harm.

use anyhow::{Context, ensure};
use benches::{Series, progress};
use reader_tests::Reading;
use std::fs;
use std::path::Path;
use std::time::Instant;

/// What is measured right after each of them.
#[derive(Debug)]
pub(crate) struct Harm {
    /// How many programs there were.
    pub(crate) programs: usize,
    /// Seconds until a request for the status was answered.
    pub(crate) request: Series,
    /// Seconds until a program that only prints had been compiled and run.
    pub(crate) run: Series,
}

/// Has the reader run each program of `tests/reader/hostile`.
pub(crate) fn measure(root: &Path) -> anyhow::Result<Harm> {
    progress::say("programs that mean harm, and a request after each");
    let reading = Reading::open(&["--seconds", "2", "--memory", "256"], &[]);
    let (mut programs, mut request, mut run) = (0, Vec::new(), Vec::new());
    for entry in fs::read_dir(root.join("tests/reader/hostile"))? {
        let program = fs::read_to_string(entry?.path())?;
        programs += 1;
        reading.run(&program);
        let begun = Instant::now();
        reading.level().context("there is a sandbox")?;
        request.push(begun.elapsed().as_secs_f64());
        let begun = Instant::now();
        // Nobody has compiled it before.
        let next = reading.run(&format!("fn main() {{ println!(\"{programs}\"); }}\n"));
        run.push(begun.elapsed().as_secs_f64());
        ensure!(next.printed("stdout").trim() == programs.to_string());
    }
    Ok(Harm {
        programs,
        request: request.into_iter().collect(),
        run: run.into_iter().collect(),
    })
}
