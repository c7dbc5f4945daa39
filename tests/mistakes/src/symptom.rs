//! What goes wrong when a program runs, told by what can be observed.

use runner::{End, Run};
use std::fmt;

/// What a mistake does at run time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Symptom {
    /// A panic's message was printed, whatever the exit status.
    Panics,
    /// It ran until it was stopped, and used no CPU at the end.
    Hangs,
    /// Some task got its turn late or never: the program was computing until
    /// it was stopped, or it printed its cure's lines in another order.
    Starves,
    /// It ended, and lines that its cure prints are missing.
    Loses,
}

impl Symptom {
    /// All of them, in the order in which they are looked for.
    pub const ALL: [Symptom; 4] = [
        Symptom::Panics,
        Symptom::Hangs,
        Symptom::Starves,
        Symptom::Loses,
    ];

    /// The word on the fence: `hangs`.
    pub fn word(self) -> &'static str {
        match self {
            Symptom::Panics => "panics",
            Symptom::Hangs => "hangs",
            Symptom::Starves => "starves",
            Symptom::Loses => "loses",
        }
    }
}

impl fmt::Display for Symptom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// Why a run proves no mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unproven {
    /// The case does what its cure does.
    Fine,
    /// The case does all that its cure does, and prints more.
    PrintsMore,
    /// The case ended badly, and yet neither panicked nor lost a line.
    EndsBadly,
}

impl fmt::Display for Unproven {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Unproven::Fine => "it prints what its cure prints, in the same order, and ends well",
            Unproven::PrintsMore => {
                "it prints every line that its cure prints, and others; nothing is lost by that"
            }
            Unproven::EndsBadly => {
                "it ends with a failure, but without a panic, and no line of its cure is missing"
            }
        })
    }
}

/// The symptom of a case, found by what it did and by what its cure did.
///
/// # Errors
///
/// When there is none.
pub fn symptom(case: &Run, cure: &Run) -> Result<Symptom, Unproven> {
    if case.stderr.text().contains("panicked at") {
        return Ok(Symptom::Panics);
    }
    let status = match case.end {
        End::Stopped { busy: false, .. } => return Ok(Symptom::Hangs),
        End::Stopped { busy: true, .. } => return Ok(Symptom::Starves),
        // Cases have no limit for memory.
        End::Overfull { .. } => return Ok(Symptom::Starves),
        End::Exited(status) => status,
    };
    let (printed, wanted) = (case.stdout.text(), cure.stdout.text());
    let same_lines = sorted(&printed) == sorted(&wanted);
    if !missing(&printed, &wanted).is_empty() {
        Ok(Symptom::Loses)
    } else if same_lines && printed != wanted {
        Ok(Symptom::Starves)
    } else if !status.success() {
        Err(Unproven::EndsBadly)
    } else if same_lines {
        Err(Unproven::Fine)
    } else {
        Err(Unproven::PrintsMore)
    }
}

/// The lines of `wanted` that are not printed, or not as often, in their order.
pub fn missing<'text>(printed: &str, wanted: &'text str) -> Vec<&'text str> {
    let mut printed: Vec<&str> = printed.lines().collect();
    let is_missing = |line: &&str| match printed.iter().position(|other| other == line) {
        Some(place) => {
            printed.swap_remove(place);
            false
        }
        None => true,
    };
    wanted.lines().filter(is_missing).collect()
}

fn sorted(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use runner::Printed;
    use std::os::unix::process::ExitStatusExt;
    use std::process::ExitStatus;
    use std::time::Duration;

    const CURE: &str = "beacon: flash\nbeacon: flash\nforecast: snow\n";

    fn printed(text: &str) -> Printed {
        Printed {
            bytes: text.into(),
            cut: false,
        }
    }

    fn ended(stdout: &str, stderr: &str, code: i32) -> Run {
        Run {
            stdout: printed(stdout),
            stderr: printed(stderr),
            end: End::Exited(ExitStatus::from_raw(code << 8)),
        }
    }

    fn stopped(busy: bool) -> Run {
        let after = Duration::from_secs(3);
        Run {
            end: End::Stopped { after, busy },
            ..ended("", "", 0)
        }
    }

    fn seen(case: &Run) -> Result<Symptom, Unproven> {
        symptom(case, &ended(CURE, "", 0))
    }

    #[test]
    fn a_panic_is_one_whatever_the_status() {
        let panic = "\nthread 'main' (7) panicked at src/main.rs:2:1:\nthe mast is down\n";
        assert_eq!(seen(&ended(CURE, panic, 0)), Ok(Symptom::Panics));
        assert_eq!(seen(&ended("", panic, 101)), Ok(Symptom::Panics));
    }

    #[test]
    fn a_stopped_program_hangs_or_starves_by_its_cpu_time() {
        assert_eq!(seen(&stopped(false)), Ok(Symptom::Hangs));
        assert_eq!(seen(&stopped(true)), Ok(Symptom::Starves));
    }

    #[test]
    fn the_same_lines_in_another_order_are_starvation() {
        let late = "forecast: snow\nbeacon: flash\nbeacon: flash\n";
        assert_eq!(seen(&ended(late, "", 0)), Ok(Symptom::Starves));
    }

    #[test]
    fn a_missing_line_is_lost_also_when_others_came() {
        let one = "beacon: flash\nforecast: snow\n";
        assert_eq!(seen(&ended(one, "", 0)), Ok(Symptom::Loses));
        let other = "beacon: flash\nbeacon: flash\nforecast: none\n";
        assert_eq!(seen(&ended(other, "", 0)), Ok(Symptom::Loses));
        assert_eq!(seen(&ended("", "", 1)), Ok(Symptom::Loses));
    }

    #[test]
    fn a_program_that_does_its_work_has_no_symptom() {
        assert_eq!(seen(&ended(CURE, "", 0)), Err(Unproven::Fine));
        assert_eq!(seen(&ended(CURE, "a word\n", 0)), Err(Unproven::Fine));
        let more = format!("{CURE}keeper: good night\n");
        assert_eq!(seen(&ended(&more, "", 0)), Err(Unproven::PrintsMore));
        assert_eq!(seen(&ended(CURE, "", 1)), Err(Unproven::EndsBadly));
    }

    #[test]
    fn missing_lines_are_counted() {
        assert_eq!(missing("a\nb\n", "b\na\na\n"), ["a"]);
        assert_eq!(missing("a\nb\n", "b\na\n"), [""; 0]);
    }
}
