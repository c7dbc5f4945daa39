//! What programs are compiled with: a compiler and their crates. It is got ready
//! once, while the book is being read already.

use crate::terminal;
use runner::Toolchain;
use std::cell::Cell;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// How often the terminal tells how far it is.
const NEWS: Duration = Duration::from_secs(5);

/// All of it.
#[derive(Debug)]
pub(super) struct Tools {
    /// Compiles programs with a recorder.
    pub(super) toolchain: Toolchain,
    /// The same with clippy for its compiler, where that is installed: for
    /// programs that name its lints.
    pub(super) clippy: Option<Toolchain>,
}

/// How far that is.
#[derive(Debug, Clone)]
pub(super) enum Ready {
    /// It is being made; the crate that was built last, or nothing.
    Soon(String),
    /// It is there.
    Now(Arc<Tools>),
    /// It can't be made: why, and what to do about it.
    Never(Arc<str>),
}

/// Begins to get everything ready for the project in `root`, and tells how far
/// it is.
pub(super) fn prepare(root: &Path) -> watch::Receiver<Ready> {
    let (sender, ready) = watch::channel(Ready::Soon(String::new()));
    let root = root.to_path_buf();
    tokio::task::spawn_blocking(move || {
        let made = make(&root, &sender);
        sender.send_replace(match made {
            Ok(tools) => Ready::Now(Arc::new(tools)),
            Err(words) => Ready::Never(words.into()),
        });
    });
    ready
}

fn make(root: &Path, ready: &watch::Sender<Ready>) -> Result<Tools, String> {
    if !root.join("Cargo.toml").is_file() {
        return Err(format!(
            "Programs can't be run: {} has no Cargo.toml that names their crates.",
            root.display()
        ));
    }
    // How many crates were built, and when that was told last.
    let told: Cell<(u32, Option<Instant>)> = Cell::default();
    let built = |name: &str| {
        let (count, last) = told.get();
        let is_time = last.is_none_or(|last| last.elapsed() > NEWS);
        if is_time {
            terminal::building(count + 1, name);
        }
        told.set((count + 1, if is_time { Some(Instant::now()) } else { last }));
        ready.send_replace(Ready::Soon(name.to_owned()));
    };
    let prepared = Toolchain::prepare_telling(root, &built)
        .and_then(|toolchain| toolchain.recording_telling(&built));
    let toolchain = prepared.map_err(|error| {
        format!(
            "Programs can't be run: {error}\n\
             Run needs Rust (https://rustup.rs); install it and start again."
        )
    })?;
    Ok(Tools {
        clippy: toolchain.with_clippy(root).ok(),
        toolchain,
    })
}
