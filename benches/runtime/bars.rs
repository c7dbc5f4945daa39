//! A bar for each stage of our runtime, as text, so that it can be read everywhere.

use crate::bench::Counted;
use crate::field::{Row, Table};
use benches::number;
use std::fmt::Write as _;

/// How many characters tokio's bar takes.
const TOKIOS: f64 = 24.0;

/// Longer than this no bar gets.
const LONGEST: f64 = 60.0;

/// The parts of a character, by eighths.
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

const STAGES: &str = "\
Ours at the end of each chapter that builds it, on one thread, beside tokio: how many \
times tokio's time it took; less is faster. A stage that is not able to do it has no \
bar. The first, *block_on*, has no tasks.
";

/// Adds a chart for each bench, in a region of its own that a page can include.
pub(crate) fn add(text: &mut String, table: &Table) {
    if table.rows.is_empty() {
        return;
    }
    // A string takes everything, here and below.
    let _ = writeln!(text, "## {}\n\n{STAGES}", table.heading);
    for row in &table.rows {
        add_chart(text, table, row);
    }
}

fn add_chart(text: &mut String, table: &Table, row: &Row) {
    let name = row.bench.name();
    let counted = match row.bound.counted {
        Counted::Wall => "wall time",
        Counted::Processor => "CPU time",
    };
    let _ = writeln!(
        text,
        "<!-- ANCHOR: stages-{name} -->\n```text\n{name}, {counted}"
    );
    let names = table.sides.iter().map(|side| side.name.chars().count());
    let width = names.max().unwrap_or_default();
    for (side, told) in table.sides.iter().enumerate() {
        let ratio = row.beside_tokio(side).map(|ratio| ratio.median());
        let bar = ratio.map_or("–".to_owned(), |ratio| {
            format!("{} {}", bar(ratio), number(ratio))
        });
        let _ = writeln!(text, "{:width$}  {bar}", told.name);
    }
    let _ = writeln!(text, "```\n<!-- ANCHOR_END: stages-{name} -->\n");
}

/// A bar as long as this is beside tokio's.
fn bar(ratio: f64) -> String {
    let eighths = ((ratio * TOKIOS).min(LONGEST) * 8.0).round() as usize;
    "█".repeat(eighths / 8) + EIGHTHS[eighths % 8]
}
