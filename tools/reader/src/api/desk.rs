//! What all runs share.

use super::Allowed;
use super::queue::Queue;
use super::tools::{self, Ready};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::watch;

/// Where runs are asked for.
#[derive(Debug)]
pub(crate) struct Desk {
    /// The folder of the book, whose programs have figures.
    pub(super) root: PathBuf,
    pub(super) allowed: Allowed,
    pub(super) queue: Arc<Queue>,
    pub(super) ready: watch::Receiver<Ready>,
}

impl Desk {
    /// A desk for the project in `root`: what runs need is being got ready from
    /// now on.
    pub(crate) fn open(root: &Path, allowed: Allowed) -> Arc<Desk> {
        Arc::new(Desk {
            root: root.to_path_buf(),
            queue: Queue::new(Allowed::TURNS, Allowed::SEATS),
            ready: tools::prepare(root, allowed.clone()),
            allowed,
        })
    }
}
