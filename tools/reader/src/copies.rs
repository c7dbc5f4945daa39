//! Where built copies of the book stand: `target/reader/copies-…/`, one folder
//! a running reader, held by a lock.
//!
//! A reader that was killed leaves its folder, and the system takes its lock
//! away; so what can be locked is nobody's, and the next reader removes it.
//! Process ids would not do: they are used again.

use anyhow::Context;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const PREFIX: &str = "copies-";
const LOCK: &str = "lock";

/// The folder for the copies of this reader; removed when dropped.
#[derive(Debug)]
pub(crate) struct Copies {
    /// Held as long as the folder is in use. Closed before the folder goes,
    /// because Windows doesn't remove an open file.
    _lock: File,
    /// Everything in it goes with it.
    folder: TempDir,
}

impl Copies {
    /// A folder of our own under `root`, and the folders of dead readers gone.
    pub(crate) fn open(root: &Path) -> anyhow::Result<Copies> {
        let shelf = root.join("target").join("reader");
        Copies::open_in(&shelf).with_context(|| format!("{} can't be written", shelf.display()))
    }

    fn open_in(shelf: &Path) -> io::Result<Copies> {
        fs::create_dir_all(shelf)?;
        // One reader at a time here: otherwise one could take another's folder
        // for a dead one's between its creation and its lock.
        let gate = File::create(shelf.join(LOCK))?;
        wait_for(&gate)?;
        remove_dead(shelf);
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(shelf)?;
        let lock = File::create(folder.path().join(LOCK))?;
        wait_for(&lock)?;
        Ok(Copies {
            _lock: lock,
            folder,
        })
    }

    /// Where to put copies.
    pub(crate) fn folder(&self) -> PathBuf {
        self.folder.path().to_path_buf()
    }
}

/// On a file system without locks nobody's folder is ever taken for dead.
fn wait_for(lock: &File) -> io::Result<()> {
    match lock.lock() {
        Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(()),
        other => other,
    }
}

fn remove_dead(shelf: &Path) {
    let folders = fs::read_dir(shelf).into_iter().flatten().flatten();
    for folder in folders.map(|entry| entry.path()) {
        let is_copies = folder
            .file_name()
            .and_then(|name| name.to_str())
            .is_some_and(|name| name.starts_with(PREFIX));
        if is_copies && is_dead(&folder) {
            // What can't be removed now can be next time.
            let _ = fs::remove_dir_all(&folder);
        }
    }
}

fn is_dead(folder: &Path) -> bool {
    match File::open(folder.join(LOCK)) {
        Ok(lock) => lock.try_lock().is_ok(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(shelf: &Path) -> usize {
        fs::read_dir(shelf)
            .unwrap()
            .filter(|entry| entry.as_ref().unwrap().path().is_dir())
            .count()
    }

    #[test]
    fn a_running_readers_copies_are_left_alone() {
        let shelf = tempfile::tempdir().unwrap();
        let first = Copies::open_in(shelf.path()).unwrap();
        let second = Copies::open_in(shelf.path()).unwrap();
        assert_eq!(standing(shelf.path()), 2);
        drop((first, second));
        assert_eq!(standing(shelf.path()), 0);
    }

    #[test]
    fn a_killed_readers_copies_are_removed_by_the_next() {
        let shelf = tempfile::tempdir().unwrap();
        let killed = Copies::open_in(shelf.path()).unwrap();
        let Copies { _lock, folder } = killed;
        let folder = folder.keep();
        drop(_lock);
        fs::create_dir(shelf.path().join("copies-killed-before-its-lock")).unwrap();
        let next = Copies::open_in(shelf.path()).unwrap();
        assert!(!folder.exists());
        assert_eq!(standing(shelf.path()), 1);
        drop(next);
    }
}
