//! What runs may take: options of the command line.

use clap::Args;
use runner::{Bounds, Level, Limits};
use std::time::Duration;

const HEADING: &str = "Programs run from a page";

/// What a run may take, and how many there may be. The options that are hidden
/// are for tests, which can't wait as long as a reader.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = HEADING)]
pub struct Allowed {
    /// How many seconds a program may run until it is stopped
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..=3600))]
    pub seconds: u64,

    /// How many MiB of memory it may take, all its processes together
    #[arg(long, value_name = "N", default_value_t = 1024, value_parser = clap::value_parser!(u64).range(16..=1 << 20))]
    pub memory: u64,

    /// How they are kept from harm [default: the best that works here]
    #[arg(long, value_name = "LEVEL", value_parser = level)]
    pub sandbox: Option<Level>,

    /// How many seconds a program may be compiled
    #[arg(long, value_name = "N", default_value_t = 20, hide = true)]
    pub compile_seconds: u64,
}

fn level(name: &str) -> Result<Level, String> {
    let named = Level::ALL.into_iter().find(|level| level.name() == name);
    named.ok_or_else(|| {
        let names = Level::ALL.map(Level::name).join(", ");
        format!("it is one of {names}")
    })
}

/// Bytes of memory that a compiler may take.
const COMPILER: u64 = 3 << 30;

impl Allowed {
    /// Bytes of a request.
    pub(super) const BODY: usize = 64 * 1024;
    /// Runs at once.
    pub(super) const TURNS: usize = 2;
    /// Runs that wait for their turn.
    pub(super) const SEATS: usize = 16;

    /// Of a program's run.
    pub(super) fn run(&self) -> Limits {
        Limits {
            wall: Duration::from_secs(self.seconds),
            memory: Some(self.memory << 20),
            ..Limits::default()
        }
    }

    /// Of its compilation.
    pub(super) fn compilation(&self) -> Limits {
        Limits {
            wall: Duration::from_secs(self.compile_seconds),
            memory: Some(COMPILER),
            ..Limits::default()
        }
    }

    /// Of each of its processes.
    pub(super) fn process(&self) -> Bounds {
        Bounds {
            // On the wall it is stopped before; many threads take more.
            cpu: self.seconds.saturating_mul(64),
            memory: self.memory << 20,
            ..Bounds::default()
        }
    }

    /// Of each process of a compiler, which takes more: it has many threads, and
    /// writes an executable.
    pub(super) fn compiler(&self) -> Bounds {
        Bounds {
            cpu: self.compile_seconds.saturating_mul(64),
            memory: COMPILER,
            disk: 512 << 20,
            files: 1024,
            processes: 1024,
        }
    }
}
