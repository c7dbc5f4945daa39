//! Which folder holds the book?

use anyhow::{Context, bail};
use std::path::{Path, PathBuf};

/// The folder asked for; else the project that this program was compiled in,
/// if it is still there; else the nearest folder above the current one that
/// has a `book.toml`.
pub(crate) fn find(asked: Option<&Path>) -> anyhow::Result<PathBuf> {
    if let Some(root) = asked {
        if !holds_book(root) {
            bail!("--root {}: there is no book.toml", root.display());
        }
        return canonical(root);
    }
    let compiled_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    if holds_book(&compiled_in) {
        return canonical(&compiled_in);
    }
    let here = std::env::current_dir().context("the current folder can't be read")?;
    match here.ancestors().find(|folder| holds_book(folder)) {
        Some(root) => canonical(root),
        None => bail!(
            "no book.toml in {} or above it: run this inside the project, or name its folder with --root",
            here.display()
        ),
    }
}

fn holds_book(folder: &Path) -> bool {
    folder.join("book.toml").is_file()
}

/// Without links, because some systems report changed files by their real
/// paths; and without Windows's `\\?\`, behind which `/` doesn't work.
fn canonical(root: &Path) -> anyhow::Result<PathBuf> {
    dunce::canonicalize(root).with_context(|| format!("{} can't be read", root.display()))
}
