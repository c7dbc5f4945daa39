//! Keeps the book that is being served current: builds it, and again after
//! every edit.

use crate::edition::{self, Built, Edition};
use crate::terminal::{self, News};
use crate::watch::Watcher;
use manuscript::Fault;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

/// What there is to read now. Requests take a copy of this, and so keep the
/// edition that they use.
#[derive(Debug, Clone, Default)]
pub(crate) struct Current {
    /// The last good build.
    pub(crate) edition: Option<Arc<Edition>>,
    /// What keeps the book as it stands on disk from being built.
    pub(crate) faults: Arc<[String]>,
}

impl Current {
    fn news(&self, next: &Edition) -> News {
        let same = self
            .edition
            .as_ref()
            .is_some_and(|edition| edition.id == next.id);
        match (self.faults.is_empty(), same) {
            (false, _) => News::Mended,
            (true, true) => News::Nothing,
            (true, false) => News::Pages,
        }
    }
}

/// Builds one book whenever it has changed.
#[derive(Debug)]
pub(crate) struct Keeper {
    /// The folder of `book.toml`.
    pub(crate) root: PathBuf,
    /// Where the editions go.
    pub(crate) copies: PathBuf,
    /// Whom the server listens to.
    pub(crate) current: watch::Sender<Current>,
}

impl Keeper {
    /// Builds, and then builds after every change until it is told to stop. A
    /// build that has begun is finished, because it writes to the copies.
    pub(crate) async fn run(self, mut watcher: Option<Watcher>, stop: CancellationToken) {
        self.round(None).await;
        loop {
            tokio::select! {
                biased;
                () = stop.cancelled() => break,
                changed = next_change(&mut watcher) => self.round(Some(changed)).await,
            }
        }
    }

    /// One build, told in the terminal and then to everyone else.
    async fn round(&self, changed: Option<BTreeSet<PathBuf>>) {
        let begun = Instant::now();
        let built = self.build().await;
        let took = begun.elapsed();
        for remark in built.remarks {
            terminal::warning(remark);
        }
        let before = self.current.borrow().clone();
        self.current.send_replace(match built.edition {
            Ok(edition) => {
                match &changed {
                    None => terminal::built(&edition, took),
                    Some(changed) => terminal::rebuilt(changed, before.news(&edition), took),
                }
                Current {
                    edition: Some(Arc::new(edition)),
                    faults: Arc::default(),
                }
            }
            Err(faults) => {
                let faults: Arc<[String]> = faults.iter().map(ToString::to_string).collect();
                if let Some(changed) = &changed
                    && faults == before.faults
                {
                    terminal::unmended(changed);
                } else {
                    terminal::faulty(&faults, before.edition.is_some());
                }
                Current { faults, ..before }
            }
        });
    }

    async fn build(&self) -> Built {
        let (root, copies) = (self.root.clone(), self.copies.clone());
        let build = tokio::task::spawn_blocking(move || edition::build(&root, &copies));
        build.await.unwrap_or_else(|error| Built {
            edition: Err(vec![Fault::new(
                "book.toml",
                format!("mdBook gave up, and the terminal says where: {error}"),
            )]),
            remarks: Vec::new(),
        })
    }
}

/// Without a watcher nothing ever changes.
async fn next_change(watcher: &mut Option<Watcher>) -> BTreeSet<PathBuf> {
    match watcher {
        Some(watcher) => watcher.changed().await,
        None => std::future::pending().await,
    }
}
