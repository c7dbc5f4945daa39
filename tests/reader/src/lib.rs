//! A browser that has the book open: Chromium, driven through WebDriver.
//!
//! `install` beside this package's manifest brings what is needed.

mod book;
mod browser;
mod reading;

pub use book::Book;
pub use browser::Browser;
pub use reading::{Answer, READER, Reading};

use std::path::Path;

/// The themes that a reader can choose.
pub const THEMES: [&str; 5] = ["light", "rust", "coal", "navy", "ayu"];

/// The folder of the workspace.
pub fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}
