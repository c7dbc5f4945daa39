//! What all runs share.

use super::queue::Queue;
use super::tools::{self, Ready};
use runner::{Bounds, Limits};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// What a run may take, and how many there may be.
#[derive(Debug, Clone)]
pub(crate) struct Allowed {
    /// Bytes of a request.
    pub(crate) body: usize,
    /// Of a program's run.
    pub(crate) run: Limits,
    /// Of its compilation.
    pub(crate) compilation: Limits,
    /// Of each of its processes.
    pub(crate) process: Bounds,
    /// Runs at once.
    pub(crate) turns: usize,
    /// Runs that wait for their turn.
    pub(crate) seats: usize,
}

impl Default for Allowed {
    fn default() -> Allowed {
        Allowed {
            body: 64 * 1024,
            run: Limits::default(),
            compilation: Limits {
                wall: Duration::from_secs(20),
                ..Limits::default()
            },
            process: Bounds::default(),
            turns: 2,
            seats: 16,
        }
    }
}

/// Where runs are asked for.
#[derive(Debug)]
pub(crate) struct Desk {
    pub(super) limits: Allowed,
    pub(super) queue: Arc<Queue>,
    pub(super) ready: watch::Receiver<Ready>,
}

impl Desk {
    /// A desk for the project in `root`: what runs need is being got ready from
    /// now on.
    pub(crate) fn open(root: &Path, limits: Allowed) -> Arc<Desk> {
        Arc::new(Desk {
            queue: Queue::new(limits.turns, limits.seats),
            ready: tools::prepare(root, limits.process.clone()),
            limits,
        })
    }
}
