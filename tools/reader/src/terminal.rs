//! What the reader says in the terminal: one line for each thing that happens.
//!
//! Colour is there for people only: `anstream` takes it away when the output is
//! no terminal and when `NO_COLOR` is set. A closed terminal ends nothing.

use crate::edition::Edition;
use anstyle::{AnsiColor, Style};
use runner::Level;
use std::collections::BTreeSet;
use std::fmt::Display;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

const GOOD: Style = AnsiColor::Green.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const FAULT: Style = AnsiColor::Red.on_default().bold();
const LINK: Style = AnsiColor::Cyan.on_default().underline();

fn line(words: impl Display) {
    let _ = writeln!(anstream::stdout(), "{words}");
}

/// The first build is done.
pub(crate) fn built(edition: &Edition, took: Duration) {
    let Edition { title, pages, .. } = edition;
    let noun = if *pages == 1 { "page" } else { "pages" };
    let took = seconds(took);
    line(format_args!(
        "{GOOD}{title}{GOOD:#}: {pages} {noun} built in {took}"
    ));
}

/// The book is there to be read.
pub(crate) fn address(url: &str) {
    line(format_args!(
        "Read it at {LINK}{url}{LINK:#}   (Ctrl-C ends it)"
    ));
}

/// How far the crates are that programs of pages are compiled with.
pub(crate) fn building(crates: u32, last: &str) {
    line(match crates {
        1 => "Building what the Run buttons need, once: about a minute. You can read meanwhile."
            .to_owned(),
        _ => format!("  {crates} crates built, the last is {last}"),
    });
}

/// How programs that a page runs are kept from harm.
pub(crate) fn sandbox(level: Level) {
    let words = level.words();
    match level {
        Level::Bubblewrap => line(words),
        _ if cfg!(target_os = "linux") => warning(format_args!(
            "{words} A better sandbox needs the program bwrap (package bubblewrap) and user \
             namespaces."
        )),
        _ => warning(words),
    }
}

/// A figure, or another form of it, was written.
pub(crate) fn drawn(file: &Path) {
    let here = std::env::current_dir().unwrap_or_default();
    let file = file.strip_prefix(here).unwrap_or(file);
    line(format_args!("{GOOD}drawn{GOOD:#}: {}", file.display()));
}

/// Something that could not be done.
pub(crate) fn fault(words: impl Display) {
    let _ = writeln!(anstream::stderr(), "{FAULT}error{FAULT:#}: {words}");
}

/// A build after an edit.
pub(crate) fn rebuilt(changed: &BTreeSet<PathBuf>, news: News, took: Duration) {
    let changed = names(changed);
    let took = seconds(took);
    let (result, rest) = match news {
        News::Pages => ("rebuilt", ""),
        News::Nothing => ("rebuilt", ", and the pages are the same"),
        News::Mended => ("mended and rebuilt", ""),
    };
    line(format_args!(
        "{changed} changed: {GOOD}{result}{GOOD:#} in {took}{rest}"
    ));
}

/// What an edit has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum News {
    /// What a page shows.
    Pages,
    /// No file of the built book.
    Nothing,
    /// Whatever else, the book has no faults any more.
    Mended,
}

/// A build that brought no whole book.
pub(crate) fn faulty(faults: &[String], is_served: bool) {
    for fault in faults {
        line(format_args!("{FAULT}{fault}{FAULT:#}"));
    }
    line(if is_served {
        "The last good build is still being served."
    } else {
        "Nothing can be read until this is mended: the pages say so meanwhile."
    });
}

/// A build that brought the same faults as the one before.
pub(crate) fn unmended(changed: &BTreeSet<PathBuf>) {
    let changed = names(changed);
    line(format_args!(
        "{changed} changed: {FAULT}the faults are the same{FAULT:#}"
    ));
}

/// Something that keeps nobody from reading.
pub(crate) fn warning(words: impl Display) {
    line(format_args!("{WARNING}warning{WARNING:#}: {words}"));
}

/// The end, on request.
pub(crate) fn closed() {
    line("Closed.");
}

/// Says why the reader ends without having been asked to: for people, so
/// without a backtrace.
pub fn complain(error: &anyhow::Error) {
    fault(format_args!("{error:#}"));
}

fn names(changed: &BTreeSet<PathBuf>) -> String {
    let first = changed.first().map_or("the book".into(), |path| {
        path.to_string_lossy().replace('\\', "/")
    });
    match changed.len() {
        0 | 1 => first,
        more => format!("{first} and {} more", more - 1),
    }
}

fn seconds(took: Duration) -> String {
    match took.as_millis() {
        millis @ ..100 => format!("{millis} ms"),
        _ => format!("{:.1} s", took.as_secs_f64()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_time_is_not_none() {
        assert_eq!(seconds(Duration::from_millis(40)), "40 ms");
        assert_eq!(seconds(Duration::from_millis(440)), "0.4 s");
    }
}
