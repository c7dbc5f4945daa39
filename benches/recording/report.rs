//! The report, in Markdown.

use crate::drawing::Drawing;
use crate::echo::Echo;
use crate::options::Options;
use crate::same::Same;
use benches::{Machine, Series, met, today, verdict};
use std::fmt::Write as _;

/// All that was measured.
#[derive(Debug)]
pub(crate) struct Measured {
    /// The processor time of one program.
    pub(crate) echo: Echo,
    /// The drawings of each shape.
    pub(crate) drawings: Vec<Drawing>,
    /// How often two recordings were equal.
    pub(crate) same: Same,
    /// What an example should not depend on, and does.
    pub(crate) apart: Vec<&'static str>,
}

const LEGEND: &str = "\
One program echoes over 50 connections on loopback, both sides of each in one \
process with one thread, 1000 round trips a connection \
(`benches/recording/programs/echo.rs`). It is compiled in three ways, itself \
never optimised. *Plain*: as the runner compiles a program that is not \
recorded. *Recording*: as the runner compiles one that is, with the recorder \
linked in, and with a tokio that tells what it does and is optimised a little. \
*Bare*: with the same optimisation, without the recorder, and with a tokio that \
tells nothing. In a round each of them runs, and *recording* twice: *silent*, \
when nobody asks for a recording, and *recorded*. CPU is that of the process, \
user and system. A comparison is made within each round; what stands here is \
the median of those.

What a reader gets is *recorded* beside *plain*, and that flatters the \
recorder, since tokio is optimised in the one and not in the other. What the \
recorder takes by itself is seen beside *bare*, and what an event takes beside \
*silent*, which is the same executable.
";

const DRAWN: &str = "\
`figure::figure` (timeline, fold, picture and words) draws a recording that is \
full, with 100,000 events, in a process that does nothing else; the recorded \
programs have 1 to 20,000 tasks that sleep in turn \
(`benches/recording/programs/turns.rs`). That the process reads the text of the \
recording counts for its memory, which is the most that it ever held, and not \
for its time.
";

const TABLE: &str = "| | median | from–to | | bound | |\n|---|--:|--:|---|--:|---|\n";

/// The whole report.
pub(crate) fn write(options: &Options, measured: &Measured) -> String {
    let mut text = String::from("# What a recording costs\n\n");
    let command = format!("cargo bench -p benches --bench recording{}", told(options));
    let rounds = options.rounds;
    // A string takes everything, here and below.
    let _ = writeln!(
        text,
        "`{command}`, {} (UTC), medians of {rounds} rounds, which alternate.\\",
        today()
    );
    let _ = writeln!(text, "{}.\n", Machine::ask());
    add_echo(&mut text, &measured.echo);
    add_drawings(&mut text, &measured.drawings);
    add_checks(&mut text, measured);
    text
}

/// The options that are not the usual ones.
fn told(options: &Options) -> String {
    let mut told = String::new();
    if options.rounds != Options::ROUNDS {
        let _ = write!(told, " --rounds {}", options.rounds);
    }
    if options.repetitions != Options::REPETITIONS {
        let _ = write!(told, " --repetitions {}", options.repetitions);
    }
    match told.is_empty() {
        true => told,
        false => format!(" --{told}"),
    }
}

fn add_echo(text: &mut String, echo: &Echo) {
    let events = echo.events.median();
    let _ = writeln!(
        text,
        "## A program that is recorded: {events:.0} events\n\n{LEGEND}"
    );
    text.push_str(TABLE);
    let kinds = [
        ("*plain*", &echo.plain),
        ("*bare*", &echo.bare),
        ("*silent*", &echo.silent),
        ("*recorded*", &echo.recorded),
    ];
    for (kind, seconds) in kinds {
        add(text, kind, seconds, 3, "s of CPU", None);
    }
    let Echo {
        plain,
        bare,
        silent,
        recorded,
        ..
    } = echo;
    let more = "% more CPU";
    let row = "recorded beside plain";
    add(text, row, &percent(recorded, plain), 1, more, Some(20.0));
    let row = "recorded beside bare";
    add(text, row, &percent(recorded, bare), 1, more, Some(20.0));
    let row = "silent beside bare: compiled in, and nobody listens";
    add(text, row, &percent(silent, bare), 1, more, Some(2.0));
    for (row, base) in [
        ("a recorded event, recorded beside plain", plain),
        ("a recorded event, recorded beside silent", silent),
        ("a recorded event, recorded beside bare", bare),
    ] {
        add(
            text,
            row,
            &nanoseconds(recorded, base, &echo.events),
            0,
            "ns",
            Some(100.0),
        );
    }
    text.push('\n');
}

/// How much more each round's `cost` is than its `base`.
fn percent(cost: &Series, base: &Series) -> Series {
    let rounds = cost.values().zip(base.values());
    rounds
        .map(|(cost, base)| (cost / base - 1.0) * 100.0)
        .collect()
}

/// The difference of each round, divided among its events.
fn nanoseconds(cost: &Series, base: &Series, events: &Series) -> Series {
    let rounds = cost.values().zip(base.values()).zip(events.values());
    rounds
        .map(|((cost, base), events)| (cost - base) / events * 1e9)
        .collect()
}

fn add_drawings(text: &mut String, drawings: &[Drawing]) {
    let _ = writeln!(text, "## A long recording that is drawn\n\n{DRAWN}");
    text.push_str(TABLE);
    for Drawing { tasks, seconds, .. } in drawings {
        let row = format!("a recording of {tasks} tasks is drawn");
        add(text, &row, seconds, 3, "s", Some(1.0));
    }
    for Drawing {
        tasks, megabytes, ..
    } in drawings
    {
        let row = format!("the process that draws {tasks} tasks, at most");
        add(text, &row, megabytes, 0, "MB", Some(200.0));
    }
    text.push('\n');
}

/// A row of a table; a figure that is only there to compare has no bound.
fn add(
    text: &mut String,
    row: &str,
    series: &Series,
    digits: usize,
    unit: &str,
    bound: Option<f64>,
) {
    let (median, least, most) = (series.median(), series.least(), series.most());
    let judged = match bound {
        Some(bound) => format!("{bound} | {}", verdict(median, bound)),
        None => "|".to_string(),
    };
    let _ = writeln!(
        text,
        "| {row} | {median:.digits$} | {least:.digits$}–{most:.digits$} | {unit} | {judged} |"
    );
}

fn add_checks(text: &mut String, measured: &Measured) {
    let Same {
        programs,
        repetitions,
        equal,
    } = measured.same;
    let is_same = equal == repetitions;
    let depends = match measured.apart.is_empty() {
        true => "no".to_string(),
        false => measured.apart.join(", "),
    };
    text.push_str("## What must hold\n\n| | | bound | |\n|---|--:|--:|---|\n");
    let _ = writeln!(
        text,
        "| two recordings of each of the {programs} examples with paused time are equal byte for \
         byte, while every core is busy | {equal} of {repetitions} | all | {} |",
        met(is_same)
    );
    let _ = writeln!(
        text,
        "| an example depends on tracing or on the recorder (`cargo tree -p poll-by-poll -e \
         normal`), so that without recording it is built and run as before | {depends} | no | {} |",
        met(measured.apart.is_empty())
    );
}
