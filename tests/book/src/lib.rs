//! What makes a page true beyond the programs that `tests/pages` runs.
//!
//! [`rules::RULES`] are the rules that every book of ours keeps; each is shown
//! to work on a small bad book in `fixtures/`. [`generated`] writes what a
//! machine knows better than a person, and [`snapshot`] compares a file with
//! what it should hold, or rewrites it under `UPDATE=1`.

pub mod generated;
pub mod rules;
pub mod snapshot;

use manuscript::{Fault, Manuscript};
use std::path::{Path, PathBuf};

/// The folder of the book's `book.toml`.
pub fn root() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    root.canonicalize()
        .expect("this package stands in tests/book")
}

/// The book itself.
///
/// # Panics
///
/// With the faults that keep it from being read.
pub fn manuscript() -> Manuscript {
    Manuscript::load(&root()).unwrap_or_else(|faults| panic!("{}", list(&faults)))
}

/// The faults in the order of their files and lines, one a line.
pub fn list(faults: &[Fault]) -> String {
    let mut faults = faults.to_vec();
    faults.sort();
    faults.iter().map(|fault| format!("{fault}\n")).collect()
}
