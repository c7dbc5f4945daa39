//! How long it takes to get a future's output: awaited in place, in a `join!`
//! of ten, or as a task that is joined.

use crate::stopwatch::Stopwatch;
use anyhow::ensure;
use std::future::poll_fn;
use std::hint::black_box;
use std::task::Poll;
use tokio::runtime::{Builder, Runtime};

/// How many outputs a round gets.
const COUNT: u64 = 400_000;

/// How the output is got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Way {
    /// How a future is treated.
    pub(crate) treated: Treated,
    /// Whether it answers pending once, and wakes its task at once.
    pub(crate) pending: bool,
    /// On how many workers; 0 is the runtime with one thread.
    pub(crate) workers: usize,
}

/// What is done with a future.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Treated {
    /// Awaited where it was made.
    Awaited,
    /// Ten of them in one `join!`.
    Joined,
    /// Spawned and awaited, before the next one is made.
    SpawnedOneByOne,
    /// Spawned, ten of them, and then awaited.
    Spawned,
}

/// All that are measured: each treatment beside the first.
pub(crate) const WAYS: [Way; 10] = {
    use Treated::{Awaited, Joined, Spawned, SpawnedOneByOne};
    const fn way(treated: Treated, pending: bool, workers: usize) -> Way {
        Way {
            treated,
            pending,
            workers,
        }
    }
    [
        way(Awaited, false, 0),
        way(Joined, false, 0),
        way(SpawnedOneByOne, false, 0),
        way(Spawned, false, 0),
        way(Spawned, false, 2),
        way(Awaited, true, 0),
        way(Joined, true, 0),
        way(SpawnedOneByOne, true, 0),
        way(Spawned, true, 0),
        way(Spawned, true, 2),
    ]
};

/// The processor time of one output, got in this way.
pub(crate) fn nanoseconds(way: Way) -> anyhow::Result<f64> {
    let runtime = runtime(way.workers)?;
    // In a task in any case: the future of `block_on` is polled by no worker.
    let (sum, nanoseconds) = runtime.block_on(async move {
        let task = tokio::spawn(async move {
            // One turn to warm up, one to measure.
            get(way, COUNT / 10).await;
            let stopwatch = Stopwatch::start()?;
            let sum = get(way, COUNT).await;
            anyhow::Ok((sum, stopwatch.nanoseconds()?))
        });
        task.await.expect("it does not panic")
    })?;
    ensure!(sum == (0..COUNT).sum::<u64>(), "an output is missing");
    Ok(nanoseconds / COUNT as f64)
}

fn runtime(workers: usize) -> anyhow::Result<Runtime> {
    let mut builder = match workers {
        0 => Builder::new_current_thread(),
        _ => Builder::new_multi_thread(),
    };
    if workers > 0 {
        builder.worker_threads(workers);
    }
    Ok(builder.enable_all().build()?)
}

async fn get(way: Way, count: u64) -> u64 {
    match way.treated {
        Treated::Awaited => awaited(way.pending, count).await,
        Treated::Joined => joined(way.pending, count).await,
        Treated::SpawnedOneByOne => spawned_one_by_one(way.pending, count).await,
        Treated::Spawned => spawned(way.pending, count).await,
    }
}

async fn one(pending: bool, number: u64) -> u64 {
    if black_box(pending) {
        let mut asked = false;
        poll_fn(|context| {
            if asked {
                return Poll::Ready(());
            }
            asked = true;
            context.waker().wake_by_ref();
            Poll::Pending
        })
        .await;
    }
    black_box(number)
}

async fn awaited(pending: bool, count: u64) -> u64 {
    let mut sum = 0;
    for number in 0..count {
        sum += one(pending, number).await;
    }
    sum
}

async fn joined(pending: bool, count: u64) -> u64 {
    let mut sum = 0;
    for first in (0..count).step_by(10) {
        let of = |place| one(pending, first + place);
        let (a, b, c, d, e, f, g, h, i, j) = tokio::join!(
            of(0),
            of(1),
            of(2),
            of(3),
            of(4),
            of(5),
            of(6),
            of(7),
            of(8),
            of(9)
        );
        sum += a + b + c + d + e + f + g + h + i + j;
    }
    sum
}

async fn spawned_one_by_one(pending: bool, count: u64) -> u64 {
    let mut sum = 0;
    for number in 0..count {
        let task = tokio::spawn(one(pending, number));
        sum += task.await.expect("it does not panic");
    }
    sum
}

async fn spawned(pending: bool, count: u64) -> u64 {
    let mut sum = 0;
    for first in (0..count).step_by(10) {
        let tasks = std::array::from_fn::<_, 10, _>(|place| {
            tokio::spawn(one(pending, first + place as u64))
        });
        for task in tasks {
            sum += task.await.expect("it does not panic");
        }
    }
    sum
}
