//! Tasks that count together: in one number behind a lock, each behind a lock
//! of its own, or each for itself, with a sum at the end.

use crate::stopwatch::Stopwatch;
use anyhow::ensure;
use std::hint::black_box;
use std::sync::{Arc, Mutex};
use tokio::runtime::Builder;

/// How many tasks count.
pub(crate) const TASKS: usize = 100;
/// How far each of them does.
const EACH: u64 = 500_000;

/// Where they count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Count {
    /// Each in a variable, which it returns.
    Own,
    /// Each behind a lock that nobody else takes.
    OwnLock,
    /// All behind the same lock.
    OneLock,
}

/// All three.
pub(crate) const COUNTS: [Count; 3] = [Count::Own, Count::OwnLock, Count::OneLock];

/// The processor time of one step of one count, on a worker for each core.
pub(crate) fn nanoseconds(count: Count) -> anyhow::Result<f64> {
    let runtime = Builder::new_multi_thread().build()?;
    let (sum, nanoseconds) = runtime.block_on(async move {
        let one = Arc::new(Mutex::new(0));
        let stopwatch = Stopwatch::start()?;
        let tasks: Vec<_> = (0..TASKS)
            .map(|_| match count {
                Count::Own => tokio::spawn(own()),
                Count::OwnLock => tokio::spawn(locked(Arc::new(Mutex::new(0)))),
                Count::OneLock => tokio::spawn(locked(one.clone())),
            })
            .collect();
        let mut sum = 0;
        for task in tasks {
            sum += task.await.expect("it does not panic");
        }
        anyhow::Ok((sum, stopwatch.nanoseconds()?))
    })?;
    let steps = TASKS as u64 * EACH;
    ensure!(sum == steps, "a step is missing");
    Ok(nanoseconds / steps as f64)
}

async fn own() -> u64 {
    let mut count = 0;
    for _ in 0..EACH {
        count = black_box(count) + 1;
    }
    count
}

/// Returns how many steps were its own.
async fn locked(count: Arc<Mutex<u64>>) -> u64 {
    for _ in 0..EACH {
        *count.lock().expect("nobody panics") += 1;
    }
    EACH
}
