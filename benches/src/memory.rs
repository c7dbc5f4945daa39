//! How much memory this process has.

use sysinfo::{ProcessRefreshKind, ProcessesToUpdate, System, get_current_pid};

/// The bytes of this process that are in memory: its resident set. What the
/// system keeps about it elsewhere, such as a stack in the kernel for each
/// thread, is not in it. `None` where the system doesn't tell.
pub fn resident() -> Option<u64> {
    let pid = get_current_pid().ok()?;
    let mut system = System::new().ok()?;
    system.refresh_processes_specifics(
        ProcessesToUpdate::Some(&[pid]),
        false,
        // Its threads are not asked for: there may be thousands.
        ProcessRefreshKind::nothing().with_memory().without_tasks(),
    );
    system.process(pid).map(|process| process.memory())
}

#[cfg(test)]
mod tests {
    use super::resident;

    #[test]
    fn what_is_written_to_becomes_resident() {
        let before = resident().expect("this system tells");
        let memory = std::hint::black_box(vec![1_u8; 64 << 20]);
        let during = resident().expect("this system tells");
        assert!(during - before > 60 << 20, "{before} {during}");
        drop(memory);
    }
}
