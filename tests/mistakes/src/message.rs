//! The words of a compiler, as trybuild checks them and as a page shows them.

use crate::{Case, Folder, cases, check_codes, compare, is_other_compiler, updating};
use trybuild::TestCases;

/// Has trybuild compare what the compiler says to every case of a folder, and
/// compares the messages for the pages; returns what is wrong with those. On
/// another compiler than the pinned one, only codes are compared.
///
/// The cures stay out of it: when trybuild has nothing to run it checks all
/// cases in one go, instead of building one after the other.
///
/// # Panics
///
/// When a case is not refused in the words of its `.stderr`: trybuild printed
/// the difference by then.
pub fn check_messages(folder: Folder) -> Vec<String> {
    if is_other_compiler() {
        return check_codes(folder);
    }
    let is_new = |case: &Case| !updating() && !case.file("stderr").exists();
    let (new, known): (Vec<Case>, Vec<Case>) = cases(folder).into_iter().partition(is_new);
    let refused = TestCases::new();
    for case in &known {
        refused.compile_fail(case.in_package("rs"));
    }
    drop(refused); // compares
    let shown = |case: &Case| compare(&message(case)?, &case.file("message"));
    let wrong = known.iter().filter_map(|case| shown(case).err());
    new.iter().map(is_new_words).chain(wrong).collect()
}

/// trybuild would write a file of its own choice for such a case.
fn is_new_words(case: &Case) -> String {
    format!("{case} is new: `UPDATE=1 cargo test -p mistakes` writes down what the compiler says")
}

/// A message is shown whole up to so many lines; then the errors that follow
/// are counted. One slip inside a macro can bring ten.
const LINES: usize = 40;

/// The message of a case as a page shows it: the program is the reader's
/// `src/main.rs`, a crate's source is named without trybuild's placeholders.
fn message(case: &Case) -> Result<String, String> {
    let place = format!("{}/{}.rs", case.folder.name(), case.fault);
    Ok(shown(&case.read("stderr")?, &place))
}

/// The words of a compiler without what no reader sees: `place` is what they
/// call the program.
pub(crate) fn shown(stderr: &str, place: &str) -> String {
    let text = stderr
        .replace(place, "src/main.rs")
        // trybuild names the folder in types: `{async block@$DIR/…}`.
        .replace("$DIR/", "")
        .replace("$CARGO/", "")
        .replace("-$VERSION/", "/");
    let errors: Vec<&str> = text.trim_end().split("\n\n").collect();
    let mut shown = String::new();
    for (place, error) in errors.iter().enumerate() {
        let lines = shown.lines().count() + error.lines().count();
        if place > 0 && lines > LINES {
            let left = errors.len() - place;
            let plural = if left == 1 { "" } else { "s" };
            shown.push_str(&format!("\n(and {left} more error{plural})\n"));
            break;
        }
        if place > 0 {
            shown.push('\n');
        }
        shown.push_str(error);
        shown.push('\n');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_is_named_src_main_rs() {
        let stderr = "error: late\n --> rustc/late.rs:3:5\n";
        assert_eq!(
            shown(stderr, "rustc/late.rs"),
            "error: late\n --> src/main.rs:3:5\n"
        );
    }

    #[test]
    fn a_block_is_named_without_its_folder() {
        let stderr = "within `{async block@$DIR/rustc/late.rs:9:29: 9:39}`\n";
        assert_eq!(
            shown(stderr, "rustc/late.rs"),
            "within `{async block@src/main.rs:9:29: 9:39}`\n"
        );
    }

    #[test]
    fn a_crate_is_named_without_placeholders() {
        assert_eq!(
            shown(" --> $CARGO/tokio-$VERSION/src/time.rs\n", "late.rs"),
            " --> tokio/src/time.rs\n"
        );
    }

    #[test]
    fn errors_past_the_bound_are_counted() {
        let error = "error: late\n".repeat(15);
        let three = [error.as_str(); 3].join("\n");
        let two = [error.as_str(); 2].join("\n");
        assert_eq!(shown(&two, "late.rs"), two);
        assert_eq!(
            shown(&three, "late.rs"),
            format!("{two}\n(and 1 more error)\n")
        );
    }

    #[test]
    fn the_first_error_is_shown_however_long() {
        let error = "error: late\n".repeat(60);
        assert_eq!(shown(&error, "late.rs"), error);
    }
}
