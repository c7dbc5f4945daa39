//! Files that a test compares, and that `UPDATE=1 cargo test` rewrites. The
//! tests of the book use these too.

use crate::root;
use snapbox::assert::Action;
use snapbox::report::Palette;
use snapbox::{Assert, IntoData};
use std::path::Path;
use std::{env, fs};

/// Whether this run rewrites what it would compare.
pub fn updating() -> bool {
    env::var_os("UPDATE").is_some_and(|value| value != "0")
}

/// Compares `actual` with the text of `file`, byte for byte, or writes it.
///
/// # Errors
///
/// The difference, and how to accept it.
pub fn compare(actual: &str, file: &Path) -> Result<(), String> {
    let Some(difference) = difference(actual, file) else {
        return Ok(());
    };
    if updating() {
        // Only what differs, so that nothing is built again for nothing.
        return fs::write(file, actual).map_err(|error| format!("{}: {error}", file.display()));
    }
    Err(format!(
        "{difference}\nIf the new text is right: UPDATE=1 cargo test"
    ))
}

/// How `actual` differs from the text of `file`.
pub fn difference(actual: &str, file: &Path) -> Option<String> {
    let name = file.strip_prefix(root()).unwrap_or(file).display();
    let Ok(expected) = fs::read_to_string(file) else {
        return Some(format!("{name} is missing"));
    };
    // snapbox's wildcards are off: `[..]` in an output is four characters.
    let difference = Assert::new()
        .action(Action::Verify)
        .palette(Palette::plain())
        .try_eq(
            Some(&"what it is now"),
            actual.into_data().raw(),
            expected.into_data().raw(),
        )
        .err()?;
    let difference = difference.to_string();
    Some(format!("{name} is out of date\n{}\n", difference.trim()))
}
