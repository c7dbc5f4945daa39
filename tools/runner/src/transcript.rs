//! A run as a page shows it.
//!
//! Standard output comes first, as it is. Then, each only if there is anything
//! to tell: standard error under a line that says so, and how the run ended.
//! What differs from one run or machine to the next is taken out.

use crate::{End, Printed, Run};
use regex::Regex;
use std::process::ExitStatus;
use std::sync::LazyLock;
use std::time::Duration;

/// `thread 'main' (4711) panicked at`: the number is the system's.
static THREAD_ID: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?m)^(thread '.*') \(\d+\) ").unwrap());

/// Where cargo and rustup keep sources on this machine.
static SOURCES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\S*(?:/registry/src/[^/\s]+/|/rustlib/src/rust/|/rustc/[0-9a-f]{40}/)").unwrap()
});

/// How to see a backtrace, said after the first panic.
const NOTE: &str = "note: run with `RUST_BACKTRACE=1`";

impl Run {
    /// The run as a page shows it.
    ///
    /// ```text
    /// valley: 14 C
    ///
    /// (standard error)
    /// thread 'main' panicked at src/main.rs:7:20:
    /// the mast is down
    /// (exit status: 101)
    /// ```
    ///
    /// Thread ids and this machine's folders are taken out, and so is the note
    /// about backtraces.
    pub fn transcript(&self) -> String {
        let mut text = shown(&self.stdout, "output");
        let errors = without_chance(&shown(&self.stderr, "standard error"));
        if !errors.is_empty() {
            end_line(&mut text);
            if !text.is_empty() && !text.ends_with("\n\n") {
                text.push('\n');
            }
            text.push_str("(standard error)\n");
            text.push_str(&errors);
        }
        if let Some(remark) = remark(&self.end) {
            end_line(&mut text);
            text.push_str(&format!("({remark})\n"));
        }
        text
    }
}

fn shown(printed: &Printed, name: &str) -> String {
    let mut text = printed.text();
    if printed.cut {
        end_line(&mut text);
        let kept = size(printed.bytes.len());
        text.push_str(&format!("(more {name} was cut after {kept})\n"));
    }
    text
}

/// Standard error without what another run or machine would say otherwise.
fn without_chance(errors: &str) -> String {
    let errors: String = errors
        .split_inclusive('\n')
        .filter(|line| !line.starts_with(NOTE))
        .collect();
    let errors = THREAD_ID.replace_all(&errors, "$1 ");
    // The line that a panic's message begins with is empty.
    without_places(&errors).trim_start_matches('\n').to_string()
}

/// The text with sources of crates named without this machine's folders.
pub(crate) fn without_places(text: &str) -> String {
    SOURCES.replace_all(text, "").into_owned()
}

/// How a run ended, unless it ended well.
fn remark(end: &End) -> Option<String> {
    match end {
        End::Exited(status) if status.success() => None,
        End::Exited(status) => Some(in_words(*status)),
        End::Stopped { after, busy } => {
            let used = if *busy { "using CPU" } else { "using no CPU" };
            let after = seconds(*after);
            Some(format!("still running after {after}, {used}: stopped"))
        }
        End::Overfull { most } => Some(format!("held more than {} MiB: stopped", most >> 20)),
    }
}

/// The status on one system as on another: without the signal's name and
/// without a word about core files.
fn in_words(status: ExitStatus) -> String {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return format!("signal: {signal}");
    }
    match status.code() {
        Some(code) => format!("exit status: {code}"),
        None => status.to_string(),
    }
}

fn end_line(text: &mut String) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

fn seconds(time: Duration) -> String {
    match time.subsec_millis() {
        0 => format!("{} s", time.as_secs()),
        _ => format!("{} ms", time.as_millis()),
    }
}

fn size(bytes: usize) -> String {
    match bytes % 1024 {
        0 => format!("{} KiB", bytes / 1024),
        _ => format!("{bytes} bytes"),
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::os::unix::process::ExitStatusExt;

    fn transcript(stdout: &str, stderr: &str, end: End) -> String {
        let printed = |text: &str| Printed {
            bytes: text.as_bytes().to_vec(),
            cut: false,
        };
        let (stdout, stderr) = (printed(stdout), printed(stderr));
        let run = Run {
            stdout,
            stderr,
            end,
        };
        run.transcript()
    }

    fn exited(code: i32) -> End {
        End::Exited(ExitStatus::from_raw(code << 8))
    }

    fn stopped(busy: bool) -> End {
        let after = Duration::from_secs(3);
        End::Stopped { after, busy }
    }

    const PANIC: &str = "\nthread 'main' (4711) panicked at src/main.rs:7:20:\n\
        the mast is down\n\
        note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n";

    #[test]
    fn a_run_that_ends_well_is_its_output() {
        assert_eq!(transcript("valley\n", "", exited(0)), "valley\n");
        assert_eq!(transcript("valley", "", exited(0)), "valley");
    }

    #[test]
    fn a_panic_is_told_without_thread_id_and_note() {
        assert_eq!(
            transcript("valley\n", PANIC, exited(101)),
            "valley\n\n(standard error)\nthread 'main' panicked at src/main.rs:7:20:\n\
             the mast is down\n(exit status: 101)\n"
        );
    }

    #[test]
    fn nothing_stands_before_the_first_thing_told() {
        assert!(transcript("", PANIC, exited(101)).starts_with("(standard error)\nthread"));
        assert_eq!(transcript("", "", exited(2)), "(exit status: 2)\n");
    }

    #[test]
    fn a_line_is_ended_before_we_add_ours() {
        let text = transcript("valley", "no mast", exited(1));
        assert_eq!(
            text,
            "valley\n\n(standard error)\nno mast\n(exit status: 1)\n"
        );
    }

    #[test]
    fn a_stopped_run_tells_whether_it_was_busy() {
        assert_eq!(
            transcript("", "", stopped(false)),
            "(still running after 3 s, using no CPU: stopped)\n"
        );
        assert_eq!(
            transcript("", "", stopped(true)),
            "(still running after 3 s, using CPU: stopped)\n"
        );
    }

    #[test]
    fn a_signal_is_told_by_its_number() {
        let aborted = End::Exited(ExitStatus::from_raw(6));
        assert_eq!(transcript("", "", aborted), "(signal: 6)\n");
    }

    #[test]
    fn a_place_in_a_crate_is_the_same_on_every_machine() {
        let at = "thread 'main' (1) panicked at \
            /home/ada/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/tokio-1.54.1/src/a.rs:1:2:\n";
        assert_eq!(
            without_chance(at),
            "thread 'main' panicked at tokio-1.54.1/src/a.rs:1:2:\n"
        );
        let at = "thread 'main' (1) panicked at \
            /rustc/59807616e1fa2540724bfbac14d7976d7e4a3860/library/core/src/a.rs:1:2:\n";
        assert_eq!(
            without_chance(at),
            "thread 'main' panicked at library/core/src/a.rs:1:2:\n"
        );
    }

    #[test]
    fn output_that_was_cut_says_so() {
        let stdout = Printed {
            bytes: vec![b'\n'; 2048],
            cut: true,
        };
        let text = shown(&stdout, "output");
        assert!(
            text.ends_with("\n(more output was cut after 2 KiB)\n"),
            "{text}"
        );
    }
}
