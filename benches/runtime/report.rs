//! The report, in Markdown.

use crate::bars;
use crate::bench::{Bench, Counted, ONE_THREAD};
use crate::field::{Row, Table, Times};
use crate::options::Options;
use benches::{Machine, number, today, verdict};
use std::fmt::Write as _;

const RATIOS: &str = "\
Each number but tokio's is how many times tokio's time of the same round a runtime \
took; less is faster. *Counted* is the time that is compared: *wall*, from begin to \
end, or *CPU*, the processor time of all threads. Ours *must* not take more than the \
first bound, and *aims* at the second. A dash stands where a runtime has nothing that \
does this.
";

const DUTIES: &str = "\
Each runtime does a bench once to warm up, and then a number of times, of which the \
report has one. All of it happens in tasks. What is not called the runtime's own below \
is the same code for all of them; but not all of them do as much for it:

- tokio and ours catch the panic of a task, and tell it to who joins. smol catches it, \
too, and the one who joins panics in turn. `LocalPool` does so with tasks that are \
spawned with a handle, and lets the panic of others end the thread's poll of all.
- tokio and ours take a task from any thread, on one thread as well. smol's \
`LocalExecutor` and `LocalPool` do not: only their own thread spawns.
- tokio and ours drop all tasks with the runtime, and so does a `LocalPool`. smol's \
executors do, too, but here they live as long as the process.
- tokio and ours give each poll of a task a budget, so that channels, sockets and \
timers that are always ready let others have a turn. smol and `LocalPool` have none.
- tokio's timers have a resolution of a millisecond, so that about ten wake-ups do for \
all sleeps. Ours have the clock's, but the thread sleeps for 250 µs at least, which is \
some forty wake-ups; smol's have the clock's, and no such bound.
- smol has one reactor for the process, and a thread of its own that helps with it.
";

const TIMES: &str = "\
Medians of milliseconds, wall / CPU. They depend on the machine, and on what else it \
does.
";

/// The whole report.
pub(crate) fn write(options: &Options, tables: &[Table], stages: &Table, versions: &str) -> String {
    let mut text = String::from("# What our runtime costs\n\n");
    // A string takes everything, here and below.
    let _ = writeln!(
        text,
        "`cargo bench -p benches --bench runtime{}`, {} (UTC), medians of {} rounds, in which \
         everything takes its turn.\\",
        told(options),
        today(),
        options.rounds
    );
    let _ = writeln!(text, "{}.\\\n{versions}.\n\n{RATIOS}", Machine::ask());
    for table in tables {
        add_ratios(&mut text, table);
    }
    bars::add(&mut text, stages);
    let _ = writeln!(text, "## What they do\n\n{DUTIES}");
    for bench in benches(tables) {
        let _ = writeln!(text, "- *{}*: {}", bench.name(), bench.sentence());
    }
    let _ = writeln!(text, "\n## In milliseconds\n\n{TIMES}");
    for table in tables {
        add_times(&mut text, table);
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

/// The options that are not the usual ones.
fn told(options: &Options) -> String {
    let mut told = String::new();
    if options.rounds != Options::ROUNDS {
        let _ = write!(told, " --rounds {}", options.rounds);
    }
    if let Some(only) = options.only {
        let _ = write!(told, " --only {}", only.name());
    }
    match told.is_empty() {
        true => told,
        false => format!(" --{told}"),
    }
}

/// Those that were measured; what runs on two workers runs on one thread as well.
fn benches(tables: &[Table]) -> impl Iterator<Item = Bench> {
    let is_measured = |bench: &Bench| {
        let mut rows = tables.iter().flat_map(|table| &table.rows);
        rows.any(|row| row.bench == *bench)
    };
    ONE_THREAD
        .into_iter()
        .map(|(bench, _)| bench)
        .filter(is_measured)
}

fn add_ratios(text: &mut String, table: &Table) {
    let (tokio, others) = table.sides.split_first().expect("tokio is one of them");
    let names: String = others
        .iter()
        .map(|side| format!(" {} |", side.name))
        .collect();
    let _ = writeln!(
        text,
        "## {}\n\n| | counted | {}, ms |{names} from–to | must | | aim | |\n|---|---|--:|{}--:|--:|---|--:|---|",
        table.heading,
        tokio.name,
        "--:|".repeat(others.len())
    );
    for row in &table.rows {
        add_row(text, row);
    }
    text.push('\n');
}

fn add_row(text: &mut String, row: &Row) {
    let tokio = &row.times[0];
    let (counted, tokio) = match row.bound.counted {
        Counted::Wall => ("wall", &tokio.wall),
        Counted::Processor => ("CPU", &tokio.processor),
    };
    let _ = write!(
        text,
        "| *{}* | {counted} | {} |",
        row.bench.name(),
        number(tokio.median())
    );
    let ratios: Vec<_> = (1..row.times.len())
        .map(|side| row.beside_tokio(side))
        .collect();
    for ratio in &ratios {
        let ratio = ratio.as_ref();
        let _ = write!(
            text,
            " {} |",
            ratio.map_or("–".into(), |ratio| number(ratio.median()))
        );
    }
    let ours = ratios.last().and_then(Option::as_ref);
    let range = ours.map(|ours| [ours.least(), ours.most()].map(number).join("–\u{2060}"));
    let met = |bound| ours.map_or("", |ours| verdict(ours.median(), bound));
    let (must, aim) = (row.bound.must, row.bound.aim);
    let _ = writeln!(
        text,
        " {} | {must:.2} | {} | {aim:.2} | {} |",
        range.unwrap_or_default(),
        met(must),
        met(aim)
    );
}

fn add_times(text: &mut String, table: &Table) {
    let names: String = table
        .sides
        .iter()
        .map(|side| format!(" {} |", side.name))
        .collect();
    let line = "--:|".repeat(table.sides.len());
    let _ = writeln!(
        text,
        "| {} |{names}\n|---|{line}",
        table.heading.to_lowercase()
    );
    for row in &table.rows {
        let times: String = row
            .times
            .iter()
            .map(|times| format!(" {} |", milliseconds(times)))
            .collect();
        let _ = writeln!(text, "| *{}* |{times}", row.bench.name());
    }
    text.push('\n');
}

fn milliseconds(times: &Times) -> String {
    match times.wall.values().count() {
        0 => "–".to_string(),
        _ => [times.wall.median(), times.processor.median()]
            .map(number)
            .join(" / "),
    }
}
