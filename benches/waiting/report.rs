//! The report, in Markdown. A chapter includes its table, and the words below
//! that say where the numbers come from.

use crate::options::{COUNT, Side};
use crate::sample::Sample;
use benches::{Machine, Series, today, whole};
use std::fmt;

/// What is measured: the words, and the value of a sample, for each wait where
/// it is memory.
const ROWS: [(&str, Value); 4] = [
    ("memory for each, KiB", |sample, count| {
        Some(sample.resident? / count / 1024.0)
    }),
    (
        "the kernel’s own memory for each, KiB (Linux)",
        |sample, count| Some(sample.kernel? / count / 1024.0),
    ),
    ("processor time for all, ms", |sample, _| {
        Some(sample.processor? * 1e3)
    }),
    ("time beyond the 4 s, ms", |sample, _| {
        Some(sample.beyond? * 1e3)
    }),
];

/// What is less than this is none.
const NOTHING: f64 = 0.1;

type Value = fn(&Sample, f64) -> Option<f64>;

/// All rounds.
#[derive(Debug)]
pub(crate) struct Report {
    /// How many waited at once.
    count: usize,
    /// How often each side was to be measured.
    rounds: u32,
    /// What the threads told.
    threads: Vec<Sample>,
    /// What the tasks told.
    tasks: Vec<Sample>,
    /// After how many threads the system refused, and its words.
    pub(crate) refused: Option<(usize, String)>,
}

impl Report {
    /// Nothing measured yet.
    pub(crate) fn new(count: usize, rounds: u32) -> Report {
        Report {
            count,
            rounds,
            threads: Vec::new(),
            tasks: Vec::new(),
            refused: None,
        }
    }

    /// Takes one more measurement.
    pub(crate) fn add(&mut self, side: Side, sample: &Sample) {
        match side {
            Side::Threads => self.threads.push(*sample),
            Side::Tasks => self.tasks.push(*sample),
        }
    }

    /// A cell for the threads, one for the tasks, one for the ratio; `None` if
    /// this system tells nothing of it.
    fn cells(&self, value: Value) -> Option<[String; 3]> {
        let series = |samples: &[Sample]| -> Option<Series> {
            let count = self.count as f64;
            samples.iter().map(|sample| value(sample, count)).collect()
        };
        let tasks = series(&self.tasks)?;
        // What a ratio to nothing would say is noise.
        let nothing = tasks.median().abs() < NOTHING;
        let told = match nothing {
            true => format!("below {NOTHING}"),
            false => tasks.told(),
        };
        if self.refused.is_some() {
            return Some(["refused".to_string(), told, String::new()]);
        }
        let threads = series(&self.threads)?;
        let ratio = match nothing {
            true => String::new(),
            false => threads.over(&tasks).told(),
        };
        Some([threads.told(), told, ratio])
    }

    fn options(&self) -> String {
        let mut options = String::new();
        if self.rounds != 5 {
            options += &format!(" --rounds {}", self.rounds);
        }
        if self.count != COUNT {
            options += &format!(" --count {}", self.count);
        }
        match options.is_empty() {
            true => options,
            false => format!(" --{options}"),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "# What it costs to wait\n")?;
        writeln!(
            f,
            "Each waits for 4 s, all of them at once: a thread in the standard library’s `sleep`, \
             a task in tokio’s, on the runtime with one thread. Each side runs in a process of \
             its own. Memory is the growth of its resident set until all wait; the kernel’s own \
             is that of its page tables and of all kernel stacks, which are the machine’s. Times \
             are from before the first is made until all have ended. A ratio is taken in each \
             round.\n"
        )?;
        writeln!(f, "<!-- ANCHOR: table -->")?;
        let count = whole(self.count);
        writeln!(
            f,
            "| {count} wait at once | threads | tasks | threads ÷ tasks |"
        )?;
        writeln!(f, "|---|--:|--:|--:|")?;
        for (words, value) in ROWS {
            if let Some([threads, tasks, ratio]) = self.cells(value) {
                writeln!(f, "| {words} | {threads} | {tasks} | {ratio} |")?;
            }
        }
        if let Some((made, error)) = &self.refused {
            let made = whole(*made);
            writeln!(
                f,
                "\nThis machine made {made} threads and refused the next: {error}."
            )?;
        }
        writeln!(f, "<!-- ANCHOR_END: table -->\n")?;
        writeln!(f, "<!-- ANCHOR: measured -->")?;
        let rounds = match self.rounds {
            1 => "one round".to_string(),
            rounds => format!("medians of {rounds} rounds, which alternate, and their range"),
        };
        writeln!(
            f,
            "Measured with `cargo bench -p benches --bench waiting{}`, {} (UTC), {rounds}. {}.",
            self.options(),
            today(),
            Machine::ask()
        )?;
        writeln!(f, "<!-- ANCHOR_END: measured -->")
    }
}
