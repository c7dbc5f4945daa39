//! The report, in Markdown.

use crate::around::Wait;
use crate::bench_book::{Book, Times};
use benches::{Machine, Series, today, verdict};
use std::fmt::Write as _;

/// `cargo test -p pages` may take this part of the time of `mdbook test`.
const UNCHANGED_BOUND: f64 = 0.1;
/// The same after an edit of one page.
const EDITED_BOUND: f64 = 0.3;
/// The same when only the dependencies are built.
const FROM_NOTHING_BOUND: f64 = 1.0;

const LEGEND: &str = "\
Every program of every page is compiled and run by `cargo test -p pages`, and \
by `mdbook test` on the same fences (mdbook-driver's `MDBook::test`, with the \
pages expanded, edition 2024, and fences of other kinds made `text`). Seconds \
are wall time, dependencies built; a ratio is that of the medians. *One page \
edited*: a program on it, in a way that was never compiled before. *From \
nothing*: without the cache of compiled programs and without anything that \
cargo has built for the package `pages`.
";

/// The whole report.
pub(crate) fn write(rounds: u32, books: &[Book], waits: &[Wait]) -> String {
    let mut text = String::from("# The speed of the proof\n\n");
    let command = "cargo bench -p benches --bench proof";
    let options = match rounds {
        3 => String::new(),
        rounds => format!(" -- --rounds {rounds}"),
    };
    let rounds = match rounds {
        1 => "one round".to_string(),
        rounds => format!("medians of {rounds} rounds, which alternate"),
    };
    // A string takes everything, here and below.
    let _ = writeln!(text, "`{command}{options}`, {} (UTC), {rounds}.\\", today());
    let _ = writeln!(text, "{}.\n\n{LEGEND}", Machine::ask());
    for book in books {
        add_book(&mut text, book);
    }
    add_waits(&mut text, waits);
    text
}

fn add_book(text: &mut String, book: &Book) {
    let Book {
        kind,
        pages,
        programs,
        times,
        ..
    } = book;
    let name = kind.name();
    let _ = writeln!(
        text,
        "## The {name} book: {pages} pages, {programs} programs\n"
    );
    text.push_str("| | seconds | from–to | ÷ `mdbook test` | bound | |\n");
    text.push_str("|---|--:|--:|--:|--:|---|\n");
    let (median, range) = (times.peer.median(), range(&times.peer));
    let _ = writeln!(text, "| `mdbook test` | {median:.2} | {range} | 1 | | |");
    for (case, series, bound) in cases(times) {
        let ratio = series.median() / times.peer.median();
        let _ = writeln!(
            text,
            "| {case} | {:.2} | {} | {ratio:.3} | {bound} | {} |",
            series.median(),
            self::range(series),
            verdict(ratio, bound)
        );
    }
    text.push('\n');
}

fn cases(times: &Times) -> [(&'static str, &Series, f64); 3] {
    [
        ("nothing changed", &times.unchanged, UNCHANGED_BOUND),
        ("one page edited", &times.edited, EDITED_BOUND),
        ("from nothing", &times.from_nothing, FROM_NOTHING_BOUND),
    ]
}

fn add_waits(text: &mut String, waits: &[Wait]) {
    text.push_str("## Around the proof\n\n");
    text.push_str("| | median | from–to | | bound | |\n");
    text.push_str("|---|--:|--:|---|--:|---|\n");
    for wait in waits {
        let Wait {
            what, unit, bound, ..
        } = wait;
        let _ = match &wait.seconds {
            Ok(series) => writeln!(
                text,
                "| {what} | {:.2} | {} | {unit} | {bound} | {} |",
                series.median(),
                range(series),
                verdict(series.median(), *bound)
            ),
            Err(error) => writeln!(
                text,
                "| {what} | | | {unit} | {bound} | not measured: {} |",
                // What lies beneath names folders of this machine.
                error.to_string().lines().next().unwrap_or_default()
            ),
        };
        if let Err(error) = &wait.seconds {
            eprintln!("not measured: {what}\n{error:#}");
        }
    }
}

fn range(series: &Series) -> String {
    format!("{:.2}–{:.2}", series.least(), series.most())
}
