//! Who is compared in what, and what was measured of them.

use crate::bench::{Bench, Bound, Counted, ONE_THREAD, STAGE_BY_STAGE, TWO_WORKERS};
use crate::local_pool::LocalPool;
use crate::measure::{Sample, sample};
use crate::ours::Ours;
use crate::stages::{JoinHandles, Reactor, RunQueue, WithTimers, WorkStealing};
use crate::with_smol::Smol;
use crate::with_tokio::Tokio;
use benches::Series;

/// One runtime.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Side {
    pub(crate) name: &'static str,
    sample: fn(Bench) -> anyhow::Result<Option<Sample>>,
}

/// The first is the one that the others are beside, the last is ours.
const ON_ONE_THREAD: [Side; 4] = [
    side("tokio", sample::<Tokio<1>>),
    side("smol", sample::<Smol<1>>),
    side("LocalPool", sample::<LocalPool>),
    side("ours", sample::<Ours<1>>),
];

const ON_TWO_WORKERS: [Side; 3] = [
    side("tokio", sample::<Tokio<2>>),
    side("smol", sample::<Smol<2>>),
    side("ours", sample::<Ours<2>>),
];

/// By the chapter at whose end ours is as this.
const STAGES: [Side; 7] = [
    side("tokio", sample::<Tokio<1>>),
    side("A run queue", sample::<RunQueue>),
    side("Join handles", sample::<JoinHandles>),
    side("Timers", sample::<WithTimers>),
    side("A reactor", sample::<Reactor>),
    side("Work stealing", sample::<WorkStealing>),
    side("Parking", sample::<Ours<1>>),
];

const fn side(name: &'static str, sample: fn(Bench) -> anyhow::Result<Option<Sample>>) -> Side {
    Side { name, sample }
}

/// A number of benches, on runtimes with as many workers.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) heading: &'static str,
    pub(crate) sides: &'static [Side],
    pub(crate) rows: Vec<Row>,
}

/// A bench.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) bench: Bench,
    pub(crate) bound: Bound,
    /// Of each side.
    pub(crate) times: Vec<Times>,
}

/// The milliseconds of all rounds; empty where a runtime is not able to do it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Times {
    pub(crate) wall: Series,
    pub(crate) processor: Series,
}

/// All benches, or those of one name.
pub(crate) fn tables(only: Option<Bench>) -> Vec<Table> {
    let tables = [
        Table::new("One thread", &ON_ONE_THREAD, &ONE_THREAD, only),
        Table::new("Two workers", &ON_TWO_WORKERS, &TWO_WORKERS, only),
    ];
    tables
        .into_iter()
        .filter(|table| !table.rows.is_empty())
        .collect()
}

/// Ours, stage by stage, in some of the benches.
pub(crate) fn stages(only: Option<Bench>) -> Table {
    Table::new("Stage by stage", &STAGES, &STAGE_BY_STAGE, only)
}

impl Table {
    fn new(
        heading: &'static str,
        sides: &'static [Side],
        benches: &[(Bench, Bound)],
        only: Option<Bench>,
    ) -> Table {
        let asked = benches
            .iter()
            .filter(|(bench, _)| only.is_none_or(|only| only == *bench));
        let rows = asked.map(|&(bench, bound)| Row {
            bench,
            bound,
            times: vec![Times::default(); sides.len()],
        });
        Table {
            heading,
            sides,
            rows: rows.collect(),
        }
    }

    /// One round, in which one side after the other does each bench. Each round
    /// begins with another one.
    pub(crate) fn measure(&mut self, round: usize) -> anyhow::Result<()> {
        let count = self.sides.len();
        for row in &mut self.rows {
            for place in (0..count).map(|turn| (round + turn) % count) {
                let sample = self.sides[place].sample;
                if let Some(sample) = sample(row.bench)? {
                    row.times[place].wall.push(sample.wall);
                    row.times[place].processor.push(sample.processor);
                }
            }
        }
        Ok(())
    }
}

impl Row {
    /// Round by round, how many times tokio's time it took; `None` where there is
    /// nothing to tell.
    pub(crate) fn beside_tokio(&self, side: usize) -> Option<Series> {
        let counted = |times: &Times| match self.bound.counted {
            Counted::Wall => times.wall.clone(),
            Counted::Processor => times.processor.clone(),
        };
        let ratios = counted(&self.times[side]).over(&counted(&self.times[0]));
        (ratios.values().count() > 0).then_some(ratios)
    }
}
