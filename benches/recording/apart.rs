//! Whether an example knows anything of recording.

use anyhow::{Context, ensure};
use std::path::Path;
use std::process::Command;

/// The crates that an example must not depend on.
const OURS: [&str; 4] = ["recorder", "recording", "tracing", "tracing-core"];

/// Asks cargo what the root package depends on, and returns those of [`OURS`].
pub(crate) fn look(root: &Path) -> anyhow::Result<Vec<&'static str>> {
    let output = Command::new("cargo")
        .args(["tree", "--locked", "-p", "poll-by-poll", "-e", "normal"])
        .args(["--prefix", "none", "--format", "{p}"])
        .current_dir(root)
        .output()
        .context("cargo can't be started")?;
    ensure!(
        output.status.success(),
        "`cargo tree` fails: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let tree = String::from_utf8_lossy(&output.stdout);
    let names: Vec<&str> = tree
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    // Otherwise the words of cargo are not what they were.
    ensure!(names.contains(&"tokio"), "`cargo tree` names no tokio");
    Ok(OURS
        .into_iter()
        .filter(|ours| names.contains(ours))
        .collect())
}
