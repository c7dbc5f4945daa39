//! What an author is told when a program does not do what was expected of it.

use crate::{Symptom, Unproven};
use runner::{End, Run};

/// Whether a cure ends well.
///
/// # Errors
///
/// What it did instead.
pub fn verdict_on_cure(cure: &Run) -> Result<(), String> {
    match cure.end {
        End::Exited(status) if status.success() => Ok(()),
        _ => Err(format!(
            "the cure does not end well. What it did:\n{}",
            indented(&cure.transcript())
        )),
    }
}

/// Whether a case does what it is known for; `expected` is the word in its
/// `.symptom` file, and `None` if it is new or this run updates.
///
/// # Errors
///
/// What it does instead, and what to do about it.
pub fn verdict(
    expected: Option<&str>,
    found: Result<Symptom, Unproven>,
    case: &Run,
) -> Result<Symptom, String> {
    let did = || format!("What it did:\n{}", indented(&case.transcript()));
    let symptom = found.map_err(|unproven| {
        let was = expected.map_or(String::new(), |word| {
            format!("it was known as one that {word}, but ")
        });
        format!(
            "nothing proves that this is a mistake: {was}{unproven}. {}",
            did()
        )
    })?;
    match expected {
        Some(word) if word != symptom.word() => Err(format!(
            "this case was known as one that {word}; now it {symptom}. {}\n\
             If that is what the case is about now, `UPDATE=1 cargo test -p mistakes` accepts \
             it, and the fence on its page becomes `rust,{symptom}`.",
            did()
        )),
        _ => Ok(symptom),
    }
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use runner::Printed;
    use std::os::unix::process::ExitStatusExt;
    use std::process::ExitStatus;

    fn ended(code: i32) -> Run {
        Run {
            stdout: Printed {
                bytes: b"keeper: good night\n".to_vec(),
                cut: false,
            },
            stderr: Printed::default(),
            end: End::Exited(ExitStatus::from_raw(code << 8)),
        }
    }

    #[test]
    fn the_expected_symptom_is_fine_and_so_is_a_new_one() {
        for expected in [Some("loses"), None] {
            let verdict = verdict(expected, Ok(Symptom::Loses), &ended(0));
            assert_eq!(verdict, Ok(Symptom::Loses));
        }
    }

    #[test]
    fn another_symptom_is_told_with_what_the_program_did() {
        let words = verdict(Some("hangs"), Ok(Symptom::Loses), &ended(0)).unwrap_err();
        assert_eq!(
            words,
            "this case was known as one that hangs; now it loses. What it did:\n    \
             keeper: good night\n\n\
             If that is what the case is about now, `UPDATE=1 cargo test -p mistakes` accepts \
             it, and the fence on its page becomes `rust,loses`."
        );
    }

    #[test]
    fn a_case_without_a_symptom_is_none_also_when_updating() {
        let words = verdict(None, Err(Unproven::Fine), &ended(0)).unwrap_err();
        assert!(
            words.starts_with(
                "nothing proves that this is a mistake: it prints what its cure prints"
            ),
            "{words}"
        );
        let words = verdict(Some("hangs"), Err(Unproven::Fine), &ended(0)).unwrap_err();
        assert!(
            words.contains("known as one that hangs, but it prints"),
            "{words}"
        );
    }

    #[test]
    fn a_cure_that_fails_is_told_with_what_it_did() {
        assert_eq!(verdict_on_cure(&ended(0)), Ok(()));
        let words = verdict_on_cure(&ended(3)).unwrap_err();
        assert!(
            words.ends_with("    keeper: good night\n    (exit status: 3)\n"),
            "{words}"
        );
    }
}
