//! A browser that has the book open: Chromium, driven through WebDriver.
//!
//! `install` beside this package's manifest brings what is needed.

mod axe;
mod book;
mod browser;
mod playground;
mod prediction;
mod program;
mod reading;

pub use book::Book;
pub use browser::Browser;
pub use playground::Playground;
pub use program::Program;
pub use reading::{Answer, READER, Reading};

use serde_json::Value;
use std::path::Path;

/// The themes that a reader can choose.
pub const THEMES: [&str; 5] = ["light", "rust", "coal", "navy", "ayu"];

/// The folder of the workspace.
pub fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// A list of strings, as a script returns it.
pub fn lines(value: &Value) -> Vec<String> {
    let lines = value.as_array().into_iter().flatten();
    lines
        .map(|line| line.as_str().unwrap_or_default().to_owned())
        .collect()
}
