//! The report, in Markdown. A chapter includes its tables, one by one, and the
//! words below that say where the numbers come from.

use crate::bytes::Bytes;
use crate::contention::{self, Count};
use crate::in_turn::{self, Treated, Way};
use crate::million::{self, Sample, Side};
use benches::{Machine, Series, today, whole};
use std::fmt;

/// All rounds.
#[derive(Debug)]
pub(crate) struct Report {
    /// How often everything was to be timed.
    rounds: u32,
    /// What `spawn` allocates.
    bytes: [Bytes; 3],
    /// Nanoseconds for an output.
    in_turn: Vec<(Way, Series)>,
    /// MiB in all, bytes for each, nanoseconds for each.
    million: Vec<(Side, [Series; 3])>,
    /// Nanoseconds for a step of a count.
    contention: Vec<(Count, Series)>,
}

impl Report {
    /// Nothing timed yet.
    pub(crate) fn new(rounds: u32, bytes: [Bytes; 3]) -> Report {
        let series = Series::default;
        Report {
            rounds,
            bytes,
            in_turn: in_turn::WAYS.map(|way| (way, series())).into(),
            million: million::SIDES.map(|side| (side, Default::default())).into(),
            contention: contention::COUNTS.map(|count| (count, series())).into(),
        }
    }

    /// Takes the nanoseconds of one output.
    pub(crate) fn in_turn(&mut self, way: Way, nanoseconds: f64) {
        let found = self.in_turn.iter_mut().find(|(other, _)| *other == way);
        found.expect("it is one of them").1.push(nanoseconds);
    }

    /// Takes what they took together.
    pub(crate) fn million(&mut self, side: Side, sample: Sample) {
        let found = self.million.iter_mut().find(|(other, _)| *other == side);
        let (_, [all, each, nanoseconds]) = found.expect("it is one of them");
        let count = side.count() as f64;
        all.push(sample.resident / f64::from(1 << 20));
        each.push(sample.resident / count);
        nanoseconds.push(sample.nanoseconds / count);
    }

    /// Takes the nanoseconds of one step.
    pub(crate) fn contention(&mut self, count: Count, nanoseconds: f64) {
        let found = self
            .contention
            .iter_mut()
            .find(|(other, _)| *other == count);
        found.expect("it is one of them").1.push(nanoseconds);
    }

    fn write_bytes(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "| one `spawn` of a future | the future, bytes | its task, bytes | pieces |"
        )?;
        writeln!(f, "|---|--:|--:|--:|")?;
        for Bytes {
            what,
            future,
            spawn,
        } in self.bytes
        {
            let [future, bytes, pieces] = [future, spawn.bytes, spawn.times].map(whole);
            writeln!(f, "| {what} | {future} | {bytes} | {pieces} |")?;
        }
        Ok(())
    }

    fn write_in_turn(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "| one output, ns | ready at once | pending once | pending once ÷ first row |"
        )?;
        writeln!(f, "|---|--:|--:|--:|")?;
        let series = |wanted: Way| {
            let found = self.in_turn.iter().find(|(way, _)| *way == wanted);
            &found.expect("it is one of them").1
        };
        let rows = [
            ("awaited, one after the other", Treated::Awaited, 0),
            ("ten in one `join!`", Treated::Joined, 0),
            (
                "spawned, awaited, then the next",
                Treated::SpawnedOneByOne,
                0,
            ),
            ("ten spawned, then awaited", Treated::Spawned, 0),
            ("the same, on 2 workers", Treated::Spawned, 2),
        ];
        for (words, treated, workers) in rows {
            let of = |treated, pending, workers| {
                series(Way {
                    treated,
                    pending,
                    workers,
                })
            };
            let ready = of(treated, false, workers).told();
            let pending = of(treated, true, workers);
            let ratio = match treated {
                Treated::Awaited => "1".to_string(),
                _ => pending.over(of(Treated::Awaited, true, 0)).told(),
            };
            writeln!(f, "| {words} | {ready} | {} | {ratio} |", pending.told())?;
        }
        Ok(())
    }

    fn write_million(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "| asleep at once | memory, MiB | for each, bytes | time for each, ns |"
        )?;
        writeln!(f, "|---|--:|--:|--:|")?;
        for (side, series) in &self.million {
            let count = whole(side.count());
            let words = match side {
                Side::Million | Side::Spawned => format!("{count} tasks"),
                Side::Joined | Side::FewerJoined => {
                    format!("{count} futures in one `join_all`, no task")
                }
            };
            let [all, each, nanoseconds] = series.each_ref().map(Series::told);
            writeln!(f, "| {words} | {all} | {each} | {nanoseconds} |")?;
        }
        Ok(())
    }

    fn write_contention(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tasks = contention::TASKS;
        writeln!(
            f,
            "| {tasks} tasks count | one step, ns of processor time | ÷ its own number |"
        )?;
        writeln!(f, "|---|--:|--:|")?;
        for (count, series) in &self.contention {
            let (words, ratio) = match count {
                Count::Own => ("each its own number, and a sum", "1".to_string()),
                Count::OwnLock => ("each behind a lock of its own", self.to_own(series)),
                Count::OneLock => ("all behind the same lock", self.to_own(series)),
            };
            writeln!(f, "| {words} | {} | {ratio} |", series.told())?;
        }
        Ok(())
    }

    fn to_own(&self, series: &Series) -> String {
        let own = self
            .contention
            .iter()
            .find(|(count, _)| *count == Count::Own);
        series.over(&own.expect("it is one of them").1).told()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "# What a task costs\n")?;
        writeln!(f, "{BYTES_LEGEND}\n\n<!-- ANCHOR: table -->")?;
        self.write_bytes(f)?;
        writeln!(f, "<!-- ANCHOR_END: table -->\n")?;
        writeln!(f, "{TURN_LEGEND}\n\n<!-- ANCHOR: time -->")?;
        self.write_in_turn(f)?;
        writeln!(f, "<!-- ANCHOR_END: time -->\n")?;
        writeln!(f, "{MILLION_LEGEND}\n\n<!-- ANCHOR: million -->")?;
        self.write_million(f)?;
        writeln!(f, "<!-- ANCHOR_END: million -->\n")?;
        writeln!(f, "{CONTENTION_LEGEND}\n\n<!-- ANCHOR: contention -->")?;
        self.write_contention(f)?;
        writeln!(f, "<!-- ANCHOR_END: contention -->\n")?;
        let options = match self.rounds {
            9 => String::new(),
            rounds => format!(" -- --rounds {rounds}"),
        };
        let rounds = match self.rounds {
            1 => "one round".to_string(),
            rounds => format!("medians of {rounds} rounds, which alternate, and their range"),
        };
        writeln!(
            f,
            "<!-- ANCHOR: measured -->\nMeasured with `cargo bench -p benches --bench tasks{options}`, \
             {} (UTC), {rounds}. {}.\n<!-- ANCHOR_END: measured -->",
            today(),
            Machine::ask()
        )
    }
}

const BYTES_LEGEND: &str = "\
What `tokio::spawn` asks of the allocator, counted. These numbers are the same \
in every run.";
const TURN_LEGEND: &str = "\
The processor time of all threads until the output of a future is there. A future that is *pending \
once* wakes its task before it answers so. All of it \
happens in a task, on one thread but for the last row.";
const MILLION_LEGEND: &str = "\
In a process of its own, on the runtime with one thread and the paused clock, \
so that nobody waits. Memory is the growth of the resident set until all of \
them sleep; time is processor time, from before the first is made until all \
have ended.";
const CONTENTION_LEGEND: &str = "\
On a worker for each core, with the standard library’s `Mutex`, held for one \
addition. A step is the processor time of all threads, divided by the steps of \
all tasks.";
