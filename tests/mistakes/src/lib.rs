//! The book's mistakes, one a file, each caught and cured.
//!
//! `rustc/`, `clippy/` and `run/` are named for what catches a mistake. The
//! test of the same name proves that it does so with the words that the book
//! shows; `run` also runs every cure; `the_index` makes a page of them all.
//! `UPDATE=1 cargo test -p mistakes` rewrites everything that is compared.

// trybuild compiles each program with this package as a dependency, under a
// `cfg` of its own. A program needs nothing of what follows.
#![allow(unexpected_cfgs)]
#![cfg(not(trybuild))]

mod case;
mod complaint;
mod index;
mod message;
mod snapshot;
mod symptom;
mod verdict;
mod watch;

pub use case::{Case, Folder, cases, root, strangers};
pub use complaint::insist;
pub use index::index;
pub use message::{check_messages, plan_trybuild};
pub use snapshot::{compare, updating};
pub use symptom::{Symptom, Unproven, symptom};
pub use verdict::{verdict, verdict_on_cure};
pub use watch::{Watched, watch};
