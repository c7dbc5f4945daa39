//! The report, in Markdown.

use crate::clicks::Runs;
use crate::harm::Harm;
use crate::options::Options;
use crate::pages::Pages;
use crate::remains::Remains;
use benches::{Machine, Series, met, today, verdict};
use std::fmt::Write as _;

/// All that was measured.
#[derive(Debug)]
pub(crate) struct Measured {
    pub(crate) runs: Runs,
    pub(crate) pages: Pages,
    pub(crate) harm: Harm,
    pub(crate) remains: Remains,
}

const RUNS: &str = "\
The chapter *Concurrency* is open in a browser, and its program is edited in each \
round, so that nobody has compiled it before. *Output*: from the click on Run until \
the page has said how the program ended. *Figure*: from the same click until its \
figure is there; every run is recorded. Beside it, in the same round: *rustc*, one \
compiler called by hand for a program that is not recorded, and the run of what it \
made; *cargo*, `cargo run --example concurrency` after its file was touched.
";

const PAGES: &str = "\
The same chapter as the reader serves it, with Run and all, and as mdBook builds it \
without theme and styles of ours. Nothing is kept from one visit to the next, and \
nothing compressed.
";

const HARM: &str = "\
Each program of `tests/reader/hostile` is run, and right after it the reader is asked \
for its status, and then for the run of a program that only prints.
";

const REMAINS: &str = "\
What the reader has after runs of a program that starts another process, beside what \
it had before them, when it had done twenty.
";

const TABLE: &str = "| | median | from–to | | bound | |\n|---|--:|--:|---|--:|---|\n";

/// The whole report.
pub(crate) fn write(options: &Options, measured: &Measured) -> String {
    let mut text = String::from("# What a reader waits for\n\n");
    let command = format!("cargo bench -p benches --bench reader{}", told(options));
    let rounds = options.rounds;
    // A string takes everything, here and below.
    let _ = writeln!(
        text,
        "`{command}`, {} (UTC), medians of {rounds} rounds, in which everything \
         takes its turn.\\",
        today()
    );
    let _ = writeln!(text, "{}.\n", Machine::ask());
    add_runs(&mut text, &measured.runs);
    add_pages(&mut text, &measured.pages);
    add_harm(&mut text, &measured.harm);
    add_remains(&mut text, &measured.remains);
    text
}

/// The options that are not the usual ones.
fn told(options: &Options) -> String {
    let mut told = String::new();
    if options.rounds != Options::ROUNDS {
        let _ = write!(told, " --rounds {}", options.rounds);
    }
    if options.runs != Options::RUNS {
        let _ = write!(told, " --runs {}", options.runs);
    }
    match told.is_empty() {
        true => told,
        false => format!(" --{told}"),
    }
}

fn add_runs(text: &mut String, runs: &Runs) {
    let _ = writeln!(text, "## A run\n\n{RUNS}\n{TABLE}{}", {
        let rows = [
            row("*output*", &runs.output, 3, "s", Some(0.5)),
            row("*figure*", &runs.figure, 3, "s", Some(0.8)),
            row("*rustc*", &runs.rustc, 3, "s", None),
            row("*cargo*", &runs.cargo, 3, "s", None),
            row(
                "output beside rustc",
                &runs.output.over(&runs.rustc),
                2,
                "×",
                Some(1.3),
            ),
            row(
                "output beside cargo",
                &runs.output.over(&runs.cargo),
                2,
                "×",
                Some(0.6),
            ),
            row(
                "*stop*: from Escape until the process is gone",
                &runs.stop,
                3,
                "s",
                Some(0.1),
            ),
        ];
        rows.concat()
    });
    let _ = writeln!(text, "Programs ran in the sandbox `{}`.\n", runs.level);
}

fn add_pages(text: &mut String, pages: &Pages) {
    let more = pages.ours.weight.values().zip(pages.stock.weight.values());
    let more: Series = more.map(|(ours, stock)| ours - stock).collect();
    let rows = [
        row("ours", &pages.ours.weight, 0, "KiB", None),
        row("mdBook's own", &pages.stock.weight, 0, "KiB", None),
        row("ours, more than mdBook's own", &more, 1, "KiB", Some(60.0)),
        row(
            "ours, until something is painted",
            &pages.ours.paint,
            3,
            "s",
            None,
        ),
        row(
            "mdBook's own, until something is painted",
            &pages.stock.paint,
            3,
            "s",
            None,
        ),
        row(
            "painted, ours beside mdBook's own",
            &pages.ours.paint.over(&pages.stock.paint),
            2,
            "×",
            Some(1.0),
        ),
    ];
    let _ = writeln!(text, "## A page\n\n{PAGES}\n{TABLE}{}", rows.concat());
}

fn add_harm(text: &mut String, harm: &Harm) {
    let worst = |series: &Series| {
        let most = series.most();
        format!("{most:.3} | s | 1 | {} |", verdict(most, 1.0))
    };
    let _ = writeln!(
        text,
        "## After {} programs that mean harm\n\n{HARM}\n\
         | | longest | | bound | |\n|---|--:|---|--:|---|\n\
         | the next request | {}\n| the next run | {}\n",
        harm.programs,
        worst(&harm.request),
        worst(&harm.run)
    );
}

fn row(name: &str, series: &Series, decimals: usize, unit: &str, bound: Option<f64>) -> String {
    let [median, least, most] =
        [series.median(), series.least(), series.most()].map(|value| format!("{value:.decimals$}"));
    let (bound, met) = match bound {
        Some(bound) => (bound.to_string(), verdict(series.median(), bound)),
        None => (String::new(), ""),
    };
    format!("| {name} | {median} | {least}–{most} | {unit} | {bound} | {met} |\n")
}

fn add_remains(text: &mut String, remains: &Remains) {
    let Remains {
        runs,
        before,
        after,
        files,
    } = remains;
    let _ = writeln!(
        text,
        "## What {runs} runs leave\n\n{REMAINS}\n| | before | after | |\n|---|--:|--:|---|\n\
         | processes | {} | {} | {} |\n| open files | {} | {} | {} |\n\
         | memory, MiB | {:.1} | {:.1} | |\n| new temporary files | | {files} | {} |",
        before.processes,
        after.processes,
        met(after.processes <= before.processes),
        before.descriptors,
        after.descriptors,
        met(after.descriptors <= before.descriptors),
        before.memory,
        after.memory,
        met(*files == 0),
    );
}
