//! Runs cargo in a copy of the workspace, as a person would in a terminal.

use anyhow::{Context, bail};
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// What cargo set for this program and would not be there in a terminal.
const OURS: [&str; 4] = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "UPDATE"];

/// How much of what a failed command wrote is shown.
const SHOWN_LINES: usize = 60;

/// cargo in one folder, with one target folder.
#[derive(Debug)]
pub(crate) struct Cargo {
    /// Where it is started: the root of a workspace.
    folder: PathBuf,
    /// Where it builds.
    target: PathBuf,
}

impl Cargo {
    /// cargo in the workspace `folder`, building into `target`.
    pub(crate) fn new(folder: &Path, target: &Path) -> Cargo {
        Cargo {
            folder: folder.to_path_buf(),
            target: target.to_path_buf(),
        }
    }

    /// Where the dev profile's artifacts are.
    pub(crate) fn built(&self) -> PathBuf {
        self.target.join("debug")
    }

    /// Runs cargo to its end and returns the seconds that it took. Nothing is
    /// measured when it fails.
    pub(crate) fn run(&self, arguments: &[&str]) -> anyhow::Result<f64> {
        let shown = format!("cargo {}", arguments.join(" "));
        let mut command = Command::new("cargo");
        command
            .args(arguments)
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &self.target);
        for (name, _) in env::vars_os() {
            let known = name.to_string_lossy().into_owned();
            if OURS.iter().any(|ours| known.starts_with(ours)) {
                command.env_remove(name);
            }
        }
        let begun = Instant::now();
        let output = command
            .output()
            .with_context(|| format!("`{shown}` can't be started"))?;
        let seconds = begun.elapsed().as_secs_f64();
        if !output.status.success() {
            // The last words are those of the test that fails.
            let words = [output.stderr, output.stdout].concat();
            bail!(
                "`{shown}` fails in {}:\n{}",
                self.folder.display(),
                last_lines(&String::from_utf8_lossy(&words))
            );
        }
        Ok(seconds)
    }
}

fn last_lines(words: &str) -> String {
    let told = |line: &&str| !line.trim_start().starts_with("Compiling ");
    let lines: Vec<&str> = words.lines().filter(told).collect();
    lines[lines.len().saturating_sub(SHOWN_LINES)..].join("\n")
}
