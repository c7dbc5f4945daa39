//! The memory that a program and all that it started hold together.
//!
//! The system bounds the memory of each process; how many there are, another
//! bound says; and the product of both is more than a machine has. A control
//! group would bound the sum, but few users may make one. So we look, as often
//! as a program could take much in between.

use std::time::Duration;
use tokio::time::sleep;

/// How often we look. A program that takes fresh memory as fast as it can gets
/// about 100 MiB in that time.
const BETWEEN: Duration = Duration::from_millis(50);

/// Waits until a process and its descendants hold more than `most` bytes; for
/// ever, where the system doesn't say what they hold.
pub(crate) async fn exceeds(process: Option<u32>, most: u64) {
    let Some(process) = process.filter(|_| cfg!(target_os = "linux")) else {
        return std::future::pending().await;
    };
    loop {
        sleep(BETWEEN).await;
        if held_by_all(process) > most {
            return;
        }
    }
}

/// The bytes that a process and its descendants hold together. What two of them
/// share counts twice.
fn held_by_all(process: u32) -> u64 {
    let mut bytes = 0;
    let mut found = vec![process];
    while let Some(process) = found.pop() {
        bytes += held_by(process);
        found.extend(children(process));
    }
    bytes
}

/// The bytes that one process holds: memory that has no file, and shared memory.
fn held_by(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"));
    let kibibytes = |line: &str| {
        let (name, value) = line.split_once(':')?;
        let counts = matches!(name, "RssAnon" | "RssShmem");
        let value = value.trim().strip_suffix(" kB").filter(|_| counts)?;
        value.parse::<u64>().ok()
    };
    let status = status.unwrap_or_default(); // it has ended
    status.lines().filter_map(kibibytes).sum::<u64>() << 10
}

/// The processes that a process has started and that are its children still.
pub(crate) fn children(process: u32) -> Vec<u32> {
    let threads = std::fs::read_dir(format!("/proc/{process}/task"));
    let lists = threads.into_iter().flatten().filter_map(|thread| {
        let children = thread.ok()?.path().join("children");
        std::fs::read_to_string(children).ok()
    });
    let numbers = |list: String| {
        let numbers = list.split_whitespace();
        let numbers = numbers.filter_map(|number| number.parse().ok());
        numbers.collect::<Vec<u32>>()
    };
    lists.flat_map(numbers).collect()
}
