//! What a process in the sandbox may take.

use serde::{Deserialize, Serialize};

/// What each process of a program may take; more is refused by the system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bounds {
    /// CPU time, in seconds; then it is killed.
    pub cpu: u64,
    /// Data in memory, in bytes.
    pub memory: u64,
    /// The size of each file that it writes, in bytes, and of all together where
    /// the level gives it a file system of its own.
    pub disk: u64,
    /// Open files.
    pub files: u64,
    /// Processes and threads of the same user. Without a user of its own (at the
    /// levels below `bwrap`) those of the reader count as well, and nothing is
    /// bounded.
    pub processes: u64,
}

impl Default for Bounds {
    /// 20 s, 1 GiB, 64 MiB, 256 files, 128 processes.
    fn default() -> Bounds {
        Bounds {
            cpu: 20,
            memory: 1 << 30,
            disk: 64 << 20,
            files: 256,
            processes: 128,
        }
    }
}

impl Bounds {
    /// Lays these bounds on the calling process, and so on all that it starts.
    #[cfg(unix)]
    pub(super) fn apply(&self, counts_processes: bool) -> std::io::Result<()> {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let lay = |resource, most| {
            let limit = Rlimit {
                current: Some(most),
                maximum: Some(most),
            };
            setrlimit(resource, limit)
        };
        lay(Resource::Core, 0)?;
        lay(Resource::Cpu, self.cpu)?;
        lay(Resource::Data, self.memory)?;
        lay(Resource::Fsize, self.disk)?;
        lay(Resource::Nofile, self.files)?;
        if counts_processes {
            lay(Resource::Nproc, self.processes)?;
        }
        Ok(())
    }
}
