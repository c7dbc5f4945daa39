//! The process in which every wait has a task, and all of them one thread.

use crate::sample::{Outcome, Sample, State};
use crate::{WAIT, waited};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::Instant;
use tokio::runtime::Builder;
use tokio::task::yield_now;
use tokio::time::sleep;

/// How many have begun to wait.
static BEGUN: AtomicUsize = AtomicUsize::new(0);
/// How many have ended.
static ENDED: AtomicUsize = AtomicUsize::new(0);

/// Lets so many tasks wait at once. The runtime is part of what they cost.
pub(crate) fn wait(count: usize) -> anyhow::Result<Outcome> {
    let before = State::now();
    let begun = Instant::now();
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let (during, ended_early) = runtime.block_on(async {
        let tasks: Vec<_> = (0..count).map(|_| tokio::spawn(one())).collect();
        while BEGUN.load(Relaxed) < count {
            yield_now().await;
        }
        let during = State::now();
        let ended_early = ENDED.load(Relaxed);
        for task in tasks {
            task.await.expect("a sleeping task does not panic");
        }
        (during, ended_early)
    });
    waited(Sample::of(before, during, begun, WAIT), ended_early)
}

async fn one() {
    BEGUN.fetch_add(1, Relaxed);
    sleep(WAIT).await;
    ENDED.fetch_add(1, Relaxed);
}
