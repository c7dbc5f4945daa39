//! What the kernel keeps for the threads, which no resident set counts.

use std::fs;

/// The bytes of all stacks that the kernel keeps, those of other processes
/// too, and of this process's page tables: only a difference says something.
/// `None` on another system than Linux.
pub(crate) fn own() -> Option<u64> {
    let stacks = kibibytes("/proc/meminfo", "KernelStack:")?;
    let tables = kibibytes("/proc/self/status", "VmPTE:")?;
    Some((stacks + tables) * 1024)
}

fn kibibytes(file: &str, name: &str) -> Option<u64> {
    let text = fs::read_to_string(file).ok()?;
    let rest = text.lines().find_map(|line| line.strip_prefix(name))?;
    rest.trim().strip_suffix("kB")?.trim().parse().ok()
}
