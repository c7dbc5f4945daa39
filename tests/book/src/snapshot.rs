//! Files that a test compares, and that `UPDATE=1 cargo test` rewrites.

use snapbox::assert::Action;
use snapbox::report::Palette;
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
    if !updating() {
        let accept = "If the new text is right: UPDATE=1 cargo test\n";
        return match difference(actual, file) {
            Some(difference) => Err(format!("{difference}\n{accept}")),
            None => Ok(()),
        };
    }
    if fs::read_to_string(file).ok().as_deref() != Some(actual) {
        fs::write(file, actual).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    Ok(())
}

/// How `actual` differs from the text of `file`.
pub fn difference(actual: &str, file: &Path) -> Option<String> {
    let name = file
        .strip_prefix(crate::root())
        .unwrap_or(file)
        .display()
        .to_string();
    let Ok(expected) = fs::read_to_string(file) else {
        return Some(format!("{name} is missing"));
    };
    // snapbox's wildcards are off: `[..]` in an output is four characters.
    let expected: Data = expected.into_data().raw();
    let difference = Assert::new()
        .action(Action::Verify)
        .palette(Palette::plain())
        .try_eq(Some(&"what it is now"), actual.into_data().raw(), expected)
        .err()?;
    Some(format!("{name} is out of date{difference}"))
}
