//! The book's mistakes, one a file, each caught and cured.
//!
//! `rustc/`, `clippy/` and `run/` are named for what catches a mistake, and
//! `manifest/` for where it is made. The tests in the module of the same name prove
//! that it is caught with the words that the book shows; those of `run` also run
//! every cure. The tests of the book make an index of the cases. `UPDATE=1 cargo
//! test -p mistakes` rewrites everything that is compared.

// trybuild compiles each program with this package as a dependency, under a
// `cfg` of its own. A program needs nothing of what follows.
#![allow(unexpected_cfgs)]
#![cfg(not(trybuild))]

mod case;
mod codes;
mod complaint;
mod features;
mod manifest;
mod message;
mod snapshot;
mod strangers;
mod symptom;
mod verdict;
mod watch;

pub use case::{Case, Folder, cases, root};
pub use codes::{check_codes, is_other_compiler};
pub use complaint::insist;
pub use features::{feature_table, literal};
pub use manifest::check_manifests;
pub use message::check_messages;
pub use snapshot::{compare, difference, updating};
pub use strangers::strangers;
pub use symptom::{Symptom, Unproven, missing, symptom};
pub use verdict::{verdict, verdict_on_cure};
pub use watch::{Watched, watch};
