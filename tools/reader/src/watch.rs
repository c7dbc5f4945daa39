//! Sees when a file of the book changes: `book.toml`, the book's `src` and the
//! `extra-watch-dirs`, which are the folders that `mdbook serve` watches too.
//!
//! Editors save in bursts and replace files. So events are held back for a
//! moment, and one build answers all that have come until it starts.

use mdbook_driver::config::Config;
use notify_debouncer_full::notify::event::{EventKind, ModifyKind};
use notify_debouncer_full::notify::{self, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};

/// Long enough for an editor to be done with one file, short enough to feel
/// like none.
const BURST: Duration = Duration::from_millis(50);

/// Watches the files of one book.
#[derive(Debug)]
pub(crate) struct Watcher {
    /// The folder of `book.toml`.
    root: PathBuf,
    /// The folders whose files count, as `book.toml` named them last.
    folders: Vec<PathBuf>,
    /// Reports to `events` as long as it lives.
    debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
    /// Paths that were written, created, renamed or removed.
    events: UnboundedReceiver<Vec<PathBuf>>,
}

impl Watcher {
    /// Watches the book of `root` from now on.
    pub(crate) fn start(root: &Path) -> notify::Result<Watcher> {
        let (sender, events) = mpsc::unbounded_channel();
        let debouncer = new_debouncer(BURST, None, move |result| report(&sender, result))?;
        let mut watcher = Watcher {
            root: root.to_path_buf(),
            folders: Vec::new(),
            debouncer,
            events,
        };
        // An editor replaces `book.toml`, so it is watched through its folder.
        let mode = RecursiveMode::NonRecursive;
        watcher.debouncer.watch(&watcher.root, mode)?;
        watcher.watch_folders();
        Ok(watcher)
    }

    /// Waits until files of the book have changed, and names them relative to
    /// the root. May be cancelled at any time: nothing is lost.
    pub(crate) async fn changed(&mut self) -> BTreeSet<PathBuf> {
        loop {
            let Some(mut paths) = self.events.recv().await else {
                // The watching thread is gone; then nothing ever changes.
                return std::future::pending().await;
            };
            while let Ok(more) = self.events.try_recv() {
                paths.extend(more);
            }
            paths.retain(|path| self.counts(path));
            if paths.is_empty() {
                continue;
            }
            if paths.iter().any(|path| self.moves_a_folder(path)) {
                self.watch_folders();
            }
            // An editor that replaces a file also removes one, which the
            // author doesn't know.
            if paths.iter().any(|path| path.exists()) {
                paths.retain(|path| path.exists());
            }
            let relative = |path: PathBuf| match path.strip_prefix(&self.root) {
                Ok(relative) => relative.to_path_buf(),
                Err(_) => path,
            };
            return paths.into_iter().map(relative).collect();
        }
    }

    /// Watches the folders that `book.toml` names now. Those that aren't there
    /// are left out.
    fn watch_folders(&mut self) {
        for folder in std::mem::take(&mut self.folders) {
            // It fails for a folder that is gone, which is as good.
            let _ = self.debouncer.unwatch(folder);
        }
        self.folders = folders(&self.root);
        for folder in &self.folders {
            let _ = self.debouncer.watch(folder, RecursiveMode::Recursive);
        }
    }

    /// Whether the book may look different now that this file has changed.
    fn counts(&self, path: &Path) -> bool {
        let of_the_book = path == self.root.join("book.toml")
            || self.folders.iter().any(|folder| path.starts_with(folder));
        let built = path.starts_with(self.root.join("target"));
        of_the_book && !built && !is_scratch(path)
    }

    fn moves_a_folder(&self, path: &Path) -> bool {
        path == self.root.join("book.toml") || self.folders.iter().any(|folder| path == folder)
    }
}

/// Passes on what changed. Reading a file changes nothing, and every build
/// reads them all; nor do its times and permissions show on a page.
fn report(sender: &UnboundedSender<Vec<PathBuf>>, result: DebounceEventResult) {
    let paths: Vec<PathBuf> = result
        .unwrap_or_default()
        .into_iter()
        .filter(|event| {
            !matches!(
                event.kind,
                EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_))
            )
        })
        .flat_map(|event| event.event.paths)
        .collect();
    // After the end nobody listens.
    let _ = sender.send(paths);
}

/// Files that editors keep beside the one that is being edited.
fn is_scratch(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with(['.', '#'])
        || name.ends_with('~')
        || name.ends_with("___")
        // Vim tries with this file whether the folder can be written.
        || name == "4913"
}

/// The folders that the book is made of. While `book.toml` is broken, they are
/// what it says in this project.
fn folders(root: &Path) -> Vec<PathBuf> {
    let (src, extra) = match Config::from_disk(root.join("book.toml")) {
        Ok(config) => (config.book.src, config.build.extra_watch_dirs),
        Err(_) => (
            "book".into(),
            vec!["examples".into(), "tests/mistakes".into()],
        ),
    };
    extra
        .into_iter()
        .chain([src])
        .map(|folder| root.join(folder))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_an_editor_leaves_is_scratch() {
        for name in [".page.md.swp", "page.md~", "#page.md#", ".#page.md", "4913"] {
            assert!(is_scratch(&Path::new("book").join(name)), "{name}");
        }
        for name in ["page.md", "waker-vtable.svg", "a~b.md"] {
            assert!(!is_scratch(&Path::new("book").join(name)), "{name}");
        }
    }
}
