//! What makes a page true beyond the programs that `tests/pages` runs.
//!
//! [`rules::RULES`] are the rules that every book of ours keeps; each is shown
//! to work on a small bad book in `fixtures/`. [`generated`] and [`error_index`]
//! write what a machine knows better than a person. [`shape`] is what the
//! recordings of one program have in common.

pub mod error_index;
pub mod generated;
pub mod rules;
pub mod shape;

use manuscript::{Fault, Manuscript};

pub use mistakes::{compare, difference, is_other_compiler, root, updating};

/// The book itself.
///
/// # Panics
///
/// With the faults that keep it from being read.
pub fn manuscript() -> Manuscript {
    Manuscript::load(root()).unwrap_or_else(|faults| panic!("{}", list(&faults)))
}

/// The faults in the order of their files and lines, one a line.
pub fn list(faults: &[Fault]) -> String {
    let mut faults = faults.to_vec();
    faults.sort();
    faults.iter().map(|fault| format!("{fault}\n")).collect()
}
