//! Files that the tests compare, and rewrite when `UPDATE=1` is set.

use snapbox::assert::Action;
use snapbox::{Assert, Data, IntoData};
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
    if updating() {
        return write(actual, file);
    }
    // snapbox's wildcards are off: `[..]` in an output is four characters.
    Assert::new()
        .action(Action::Verify)
        .try_eq(
            Some(&file.display()),
            actual.into_data().raw(),
            Data::read_from(file, None).raw(),
        )
        .map_err(|difference| {
            format!(
                "{}\n\nIf the new text is right: UPDATE=1 cargo test",
                difference.to_string().trim()
            )
        })
}

/// Writes only what differs, so that nothing is built again for nothing.
fn write(actual: &str, file: &Path) -> Result<(), String> {
    if fs::read_to_string(file).is_ok_and(|text| text == actual) {
        return Ok(());
    }
    fs::write(file, actual).map_err(|error| format!("{}: {error}", file.display()))
}
