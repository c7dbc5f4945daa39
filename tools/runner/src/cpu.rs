//! The CPU time of a running program.

use std::io;
use std::time::Duration;
use sysinfo::{Pid, ProcessRefreshKind, ProcessesToUpdate, System};
use tokio::process::Child;

/// Reads how much CPU time one process has used, all its threads together.
pub(crate) struct CpuTime {
    /// `None` when the child was reaped before we asked.
    process: Option<Pid>,
    /// Asked about that one process only.
    system: System,
}

impl CpuTime {
    pub(crate) fn of(child: &Child) -> io::Result<CpuTime> {
        Ok(CpuTime {
            process: child.id().map(Pid::from_u32),
            system: System::new().map_err(io::Error::other)?,
        })
    }

    /// The CPU time used since the process began; what was last known, once it
    /// is gone.
    pub(crate) fn used(&mut self) -> Duration {
        let Some(process) = self.process else {
            return Duration::ZERO;
        };
        self.system.refresh_processes_specifics(
            ProcessesToUpdate::Some(&[process]),
            false,
            ProcessRefreshKind::nothing().with_cpu().without_tasks(),
        );
        self.system
            .process(process)
            .map_or(Duration::ZERO, |process| {
                Duration::from_millis(process.accumulated_cpu_time())
            })
    }
}
