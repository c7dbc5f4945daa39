//! Compiled programs, each under a name made of all that it depends on.

use std::fs::{self, DirEntry, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

/// Bytes kept, about 300 programs.
const BOUND: u64 = 400 * 1024 * 1024;

/// A program that was asked for within this time is kept whatever the bound:
/// someone may be about to start it.
const IN_USE: Duration = Duration::from_secs(10 * 60);

/// The folders in which programs are being compiled begin with this.
const WORKSHOP: &str = "compiling-";

/// The folders in which a compiler keeps what it may use again begin with this.
const MEMORY: &str = "incremental-";

/// A folder of compiled programs. Several processes may use it at once.
#[derive(Debug, Clone)]
pub(crate) struct Cache {
    folder: PathBuf,
}

impl Cache {
    pub(crate) fn open(folder: &Path) -> io::Result<Cache> {
        fs::create_dir_all(folder)?;
        let folder = folder.to_path_buf();
        Ok(Cache { folder })
    }

    /// The program of that key, if there is one; it counts as used now.
    pub(crate) fn get(&self, key: &str) -> Option<PathBuf> {
        let program = self.place(key);
        let file = File::open(&program).ok()?;
        // The file is open for reading only: while it is open for writing it
        // can't be started. A system that then refuses the new time just
        // forgets the oldest programs first.
        let _refused = file.set_modified(SystemTime::now());
        Some(program)
    }

    /// Takes in a program from a workshop, in one step.
    pub(crate) fn put(&self, key: &str, program: &Path) -> io::Result<PathBuf> {
        let place = self.place(key);
        fs::rename(program, &place)?;
        self.prune(BOUND, SystemTime::now());
        Ok(place)
    }

    /// An empty folder to compile in, on the same disk.
    pub(crate) fn workshop(&self) -> io::Result<TempDir> {
        tempfile::Builder::new()
            .prefix(WORKSHOP)
            .tempdir_in(&self.folder)
    }

    /// A folder for what a compiler may use again when it compiles another version
    /// of the same program. It stays for ten minutes after its last use at least.
    pub(crate) fn memory(&self, key: &str) -> io::Result<PathBuf> {
        let memory = self.folder.join(format!("{MEMORY}{key}"));
        fs::create_dir_all(&memory)?;
        // The compiler writes into a folder below it.
        File::open(&memory)?.set_modified(SystemTime::now())?;
        Ok(memory)
    }

    fn place(&self, key: &str) -> PathBuf {
        self.folder
            .join(format!("{key}{}", std::env::consts::EXE_SUFFIX))
    }

    /// Removes the programs that were not used for longest, until the others
    /// take no more than `bound`; and workshops that were left behind. What
    /// can't be read or removed is left alone: another process may be at it.
    fn prune(&self, bound: u64, now: SystemTime) {
        let mut entries: Vec<Entry> = fs::read_dir(&self.folder)
            .into_iter()
            .flatten()
            .filter_map(|entry| Entry::read(&entry.ok()?, now))
            .collect();
        entries.sort_by_key(|entry| entry.idle);
        let mut kept = 0;
        for entry in entries {
            kept += entry.size;
            if entry.idle <= IN_USE {
                continue;
            }
            let _gone_already = match entry.is_folder {
                true => fs::remove_dir_all(entry.path),
                false if kept > bound => fs::remove_file(entry.path),
                false => Ok(()),
            };
        }
    }
}

/// Something in the cache's folder.
struct Entry {
    path: PathBuf,
    /// Whether it is a workshop or a compiler's memory, which nobody needs for
    /// long.
    is_folder: bool,
    size: u64,
    /// The time since it was last used.
    idle: Duration,
}

impl Entry {
    fn read(entry: &DirEntry, now: SystemTime) -> Option<Entry> {
        let metadata = entry.metadata().ok()?;
        let used = metadata.modified().ok()?;
        let name = entry.file_name();
        Some(Entry {
            path: entry.path(),
            is_folder: [WORKSHOP, MEMORY]
                .iter()
                .any(|begin| name.to_string_lossy().starts_with(begin)),
            size: metadata.len(),
            idle: now.duration_since(used).unwrap_or_default(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cache_with(names: &[&str]) -> (TempDir, Cache) {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::open(folder.path()).unwrap();
        for (age, name) in (1..).zip(names) {
            let path = cache.place(name);
            fs::write(&path, [0; 100]).unwrap();
            let used = SystemTime::now() - IN_USE * age;
            let file = File::options().write(true).open(path).unwrap();
            file.set_modified(used).unwrap();
        }
        (folder, cache)
    }

    fn is_kept(cache: &Cache, name: &str) -> bool {
        cache.place(name).exists()
    }

    #[test]
    fn what_was_not_used_for_longest_goes_first() {
        let (_folder, cache) = cache_with(&["new", "old", "older"]);
        cache.prune(250, SystemTime::now() + Duration::from_secs(1));
        assert!(is_kept(&cache, "new") && is_kept(&cache, "old"));
        assert!(!is_kept(&cache, "older"));
    }

    #[test]
    fn a_program_in_use_stays_whatever_the_bound() {
        let (_folder, cache) = cache_with(&["new", "old"]);
        cache.get("old").unwrap();
        cache.prune(0, SystemTime::now() + Duration::from_secs(1));
        assert!(is_kept(&cache, "old"));
        assert!(!is_kept(&cache, "new"));
    }

    #[test]
    fn a_memory_that_nobody_uses_goes() {
        let (_folder, cache) = cache_with(&[]);
        let memory = cache.memory("concurrency").unwrap();
        cache.prune(BOUND, SystemTime::now());
        assert!(memory.exists());
        cache.prune(BOUND, SystemTime::now() + 2 * IN_USE);
        assert!(!memory.exists());
    }

    #[test]
    fn a_workshop_that_was_left_behind_goes() {
        let (_folder, cache) = cache_with(&[]);
        let left = cache.workshop().unwrap().keep();
        fs::write(left.join("program"), "half").unwrap();
        cache.prune(BOUND, SystemTime::now());
        assert!(left.exists());
        cache.prune(BOUND, SystemTime::now() + 2 * IN_USE);
        assert!(!left.exists());
    }
}
