//! The mistakes on another compiler than the pinned one, whose words may differ:
//! each is still caught, by the same error or lint.

use crate::{Case, Folder, cases, root};
use runner::{CompileError, Toolchain};
use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

/// Whether the compiler that runs is another than `rust-toolchain.toml` names:
/// in the weekly run, on stable, beta and nightly.
///
/// # Panics
///
/// If `rustc` can't be called.
pub fn is_other_compiler() -> bool {
    let output = Command::new("rustc").arg("-V").current_dir(root()).output();
    let version = output.expect("rustc runs").stdout;
    let pinned = fs::read_to_string(root().join("rust-toolchain.toml")).unwrap_or_default();
    // `rustc 1.95.0 (…)` and `channel = "1.95.0"`.
    let version = String::from_utf8_lossy(&version);
    let number = version.split(' ').nth(1).unwrap_or_default();
    !pinned.contains(&format!("channel = \"{number}\""))
}

/// Compiles every case of a folder, and returns those that are not caught by
/// the errors or lints that the pinned compiler names.
///
/// # Panics
///
/// If the workspace doesn't build.
pub fn check_codes(folder: Folder) -> Vec<String> {
    let toolchain = Toolchain::prepare(root()).unwrap_or_else(|error| panic!("{error}"));
    let toolchain = match folder {
        Folder::Clippy => toolchain.with_clippy(root()).expect("clippy is installed"),
        _ => toolchain,
    };
    let complaint = |case: &Case| check(case, &toolchain).err();
    cases(folder).iter().filter_map(complaint).collect()
}

fn check(case: &Case, toolchain: &Toolchain) -> Result<(), String> {
    let words = match toolchain.compile(&case.read("rs")?) {
        Ok(_) => return Err(format!("{case}: this compiler accepts it")),
        Err(CompileError::Rejected(words)) => words,
        Err(error) => return Err(format!("{case}: {error}")),
    };
    same_codes(&case.read("stderr")?, &words).map_err(|error| format!("{case}: {error}"))
}

/// Whether all codes and lints in the words of the pinned compiler are in those
/// of this one.
///
/// # Errors
///
/// Names those that are missing.
pub(crate) fn same_codes(pinned: &str, words: &str) -> Result<(), String> {
    let missing: Vec<&str> = codes(pinned).difference(&codes(words)).copied().collect();
    match missing.as_slice() {
        [] => Ok(()),
        codes => Err(format!("not refused by {}\n{words}", codes.join(", "))),
    }
}

/// The codes of errors and the names of lints in a compiler's words.
fn codes(words: &str) -> BTreeSet<&str> {
    let between = |begin: &'static str, end: &'static str| {
        let starts = words.match_indices(begin);
        starts.filter_map(move |(at, _)| words[at + begin.len()..].split_once(end))
    };
    let errors = between("error[", "]").map(|(code, _)| code);
    let lints = between("#![deny(", ")]").map(|(lint, _)| lint);
    errors.chain(lints).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_lints_are_found() {
        let words = "error[E0308]: late\n --> a\n\nerror: unused\n1 | #![deny(unused_must_use)]\n";
        assert_eq!(codes(words), BTreeSet::from(["E0308", "unused_must_use"]));
        assert!(codes("error: future cannot be sent\n").is_empty());
    }

    #[test]
    fn a_case_is_caught_by_its_own_codes_and_by_no_others() {
        let toolchain = Toolchain::prepare(root()).unwrap();
        let all = cases(Folder::Rustc);
        let case = |fault: &str| all.iter().find(|case| case.fault == fault).unwrap();
        assert_eq!(check(case("future-as-value"), &toolchain), Ok(()));
        // A cure, which no compiler refuses.
        let cured = Case {
            fault: "future-as-value.cure".to_owned(),
            ..case("future-as-value").clone()
        };
        let words = check(&cured, &toolchain).unwrap_err();
        assert!(words.ends_with("this compiler accepts it"), "{words}");
    }
}
