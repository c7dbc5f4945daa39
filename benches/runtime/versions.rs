//! Which versions are compared.

use anyhow::Context;
use std::fs;
use std::path::Path;

/// Those of `Cargo.lock`, in a sentence.
pub(crate) fn told(root: &Path) -> anyhow::Result<String> {
    let lock = fs::read_to_string(root.join("Cargo.lock")).context("Cargo.lock can't be read")?;
    let version = |name: &str| {
        let begin = format!("name = \"{name}\"\nversion = \"");
        let (_, rest) = lock.split_once(&begin)?;
        Some(format!("{name} {}", rest.split('"').next()?))
    };
    let names = ["tokio", "smol", "async-executor", "async-io", "futures"];
    let versions: Option<Vec<_>> = names.into_iter().map(version).collect();
    Ok(versions.context("Cargo.lock lacks one of them")?.join(", "))
}
