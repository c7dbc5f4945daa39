//! Very many waits alive at once, in a process of their own: a task each, or
//! none, with all futures in one `join_all`.

use crate::stopwatch::Stopwatch;
use anyhow::{Context, ensure};
use benches::resident;
use clap::ValueEnum;
use futures::future::join_all;
use std::fmt;
use std::str::FromStr;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Duration;
use tokio::runtime::Builder;
use tokio::time::sleep;

/// On the paused clock, so nobody waits for it; and it is not over before all
/// have begun.
const WAIT: Duration = Duration::from_secs(1);

/// How many have begun and not ended, and the most that there were.
static ALIVE: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

/// Who waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Side {
    /// A task each, a million of them.
    Million,
    /// A task each.
    Spawned,
    /// As many as `Spawned`, in one `join_all`. Not a million: that takes
    /// minutes, since its time grows with the square of the number.
    Joined,
    /// A tenth of that.
    FewerJoined,
}

/// All of them.
pub(crate) const SIDES: [Side; 4] = [
    Side::Million,
    Side::Spawned,
    Side::Joined,
    Side::FewerJoined,
];

impl Side {
    /// How many wait.
    pub(crate) fn count(self) -> usize {
        match self {
            Side::Million => 1_000_000,
            Side::Spawned | Side::Joined => 100_000,
            Side::FewerJoined => 10_000,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Side::Million => "million",
            Side::Spawned => "spawned",
            Side::Joined => "joined",
            Side::FewerJoined => "fewer-joined",
        }
    }
}

/// What they take together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Sample {
    /// Bytes in memory while all sleep, more than before the first; NaN where
    /// the system doesn't tell.
    pub(crate) resident: f64,
    /// Processor time from before the first is made until all have ended.
    pub(crate) nanoseconds: f64,
}

impl fmt::Display for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.resident, self.nanoseconds)
    }
}

impl FromStr for Sample {
    type Err = anyhow::Error;

    fn from_str(line: &str) -> anyhow::Result<Sample> {
        let values = line.trim().split_once(' ');
        let (resident, nanoseconds) = values.with_context(|| format!("no sample: {line}"))?;
        Ok(Sample {
            resident: resident.parse()?,
            nanoseconds: nanoseconds.parse()?,
        })
    }
}

/// Measures this side in a new process.
pub(crate) fn in_its_process(side: Side) -> anyhow::Result<Sample> {
    benches::in_a_process_of_its_own(&["--child", side.name()])
        .context("the waits were not measured")?
        .parse()
}

/// What such a process does.
pub(crate) fn measure(side: Side) -> anyhow::Result<Sample> {
    let bytes = || resident().map_or(f64::NAN, |bytes| bytes as f64);
    let count = side.count();
    let before = bytes();
    let stopwatch = Stopwatch::start()?;
    let runtime = Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()?;
    let (during, looking) = runtime.block_on(async {
        // Ends before the others do, when all of them wait: then the clock
        // jumps, and not earlier.
        let look = tokio::spawn(async move {
            sleep(WAIT / 2).await;
            let stopwatch = Stopwatch::start()?;
            let bytes = bytes();
            anyhow::Ok((bytes, stopwatch.nanoseconds()?))
        });
        match side {
            Side::Million | Side::Spawned => {
                let tasks: Vec<_> = (0..count).map(|_| tokio::spawn(one())).collect();
                for task in tasks {
                    task.await.expect("it does not panic");
                }
            }
            Side::Joined | Side::FewerJoined => {
                join_all((0..count).map(|_| one())).await;
            }
        }
        look.await.expect("it does not panic")
    })?;
    let nanoseconds = stopwatch.nanoseconds()? - looking;
    ensure!(
        MOST.load(Relaxed) == count,
        "they were not alive all at once"
    );
    Ok(Sample {
        resident: during - before,
        nanoseconds,
    })
}

async fn one() {
    MOST.fetch_max(ALIVE.fetch_add(1, Relaxed) + 1, Relaxed);
    sleep(WAIT).await;
    ALIVE.fetch_sub(1, Relaxed);
}
