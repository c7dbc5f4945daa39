//! What `spawn` allocates for futures of different sizes.

use crate::counting::{Allocated, count};
use std::hint::black_box;
use std::time::Duration;
use tokio::runtime::Builder;
use tokio::time::sleep;

/// One future, and what its task takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bytes {
    /// What it is, in Markdown.
    pub(crate) what: &'static str,
    /// The bytes of the future itself.
    pub(crate) future: usize,
    /// What one `spawn` of it allocates.
    pub(crate) spawn: Allocated,
}

/// The three futures. The numbers are the same in every run.
pub(crate) fn measure() -> anyhow::Result<[Bytes; 3]> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let bytes = runtime.block_on(async {
        // What the first of all tasks brings along is not a task's.
        tokio::spawn(async {}).await.expect("it does not panic");
        [
            bytes("that is ready at once", ready(0)),
            bytes("that awaits one `sleep`", read(20)),
            bytes("that keeps 1 KiB across an await", survey(20)),
        ]
    });
    Ok(bytes)
}

fn bytes<F>(what: &'static str, future: F) -> Bytes
where
    F: Future + Send + 'static,
    F::Output: Send,
{
    let size = size_of_val(&future);
    let (task, spawn) = count(|| tokio::spawn(future));
    task.abort();
    Bytes {
        what,
        future: size,
        spawn,
    }
}

async fn ready(celsius: i32) -> i32 {
    celsius
}

async fn read(after: u64) -> i32 {
    sleep(Duration::from_millis(after)).await;
    14
}

async fn survey(after: u64) -> u8 {
    let log = black_box([0_u8; 1024]);
    sleep(Duration::from_millis(after)).await;
    log[after as usize]
}
