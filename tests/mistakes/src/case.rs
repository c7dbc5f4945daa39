//! The cases, as the files in the three folders have it.

use crate::updating;
use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// The workspace's root.
pub fn root() -> &'static Path {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.ancestors().nth(2).expect("it is tests/mistakes")
}

/// What catches a mistake, and so the folder it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Folder {
    /// `rustc`, by an error or a lint.
    Rustc,
    /// `clippy`, by a lint.
    Clippy,
    /// A run under the watchdog.
    Run,
}

impl Folder {
    /// All three.
    pub const ALL: [Folder; 3] = [Folder::Rustc, Folder::Clippy, Folder::Run];

    /// Its name: `run`.
    pub fn name(self) -> &'static str {
        match self {
            Folder::Rustc => "rustc",
            Folder::Clippy => "clippy",
            Folder::Run => "run",
        }
    }

    /// Where it is.
    pub fn path(self) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join(self.name())
    }

    /// How the names of the files end that a test makes for a case here.
    fn made(self) -> &'static [&'static str] {
        match self {
            Folder::Rustc | Folder::Clippy => &["stderr", "message", "cure.out"],
            Folder::Run => &["out", "symptom", "cure.out"],
        }
    }
}

/// One mistake.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Case {
    /// What catches it.
    pub folder: Folder,
    /// The fault, as its file is named: `missing-await`.
    pub fault: String,
}

impl Case {
    /// A file of this case, relative to this package: `rs` is the program,
    /// `cure.rs` its cure.
    pub fn in_package(&self, ending: &str) -> PathBuf {
        Path::new(self.folder.name()).join(format!("{}.{ending}", self.fault))
    }

    /// The same, relative to the workspace's root.
    pub fn in_workspace(&self, ending: &str) -> PathBuf {
        Path::new("tests/mistakes").join(self.in_package(ending))
    }

    /// The same, wherever this process stands.
    pub fn file(&self, ending: &str) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join(self.in_package(ending))
    }

    /// The text of a file of this case.
    ///
    /// # Errors
    ///
    /// Says which of its files can't be read.
    pub fn read(&self, ending: &str) -> Result<String, String> {
        fs::read_to_string(self.file(ending))
            .map_err(|error| format!("its .{ending} can't be read: {error}"))
    }

    /// The fault in words: `missing await`.
    pub fn words(&self) -> String {
        self.fault.replace('-', " ")
    }
}

impl fmt::Display for Case {
    /// As an author looks for it: `rustc/missing-await`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.folder.name(), self.fault)
    }
}

/// The cases of a folder, in alphabetical order.
pub fn cases(folder: Folder) -> Vec<Case> {
    let faults = file_names(&folder.path());
    faults
        .iter()
        .filter_map(|name| name.strip_suffix(".rs"))
        .filter(|fault| !fault.ends_with(".cure"))
        .map(|fault| Case {
            folder,
            fault: fault.to_string(),
        })
        .collect()
}

/// What stands in a folder and belongs to no whole case, each with the words
/// for its author. Files that a test made for a case that is gone are deleted
/// when this run updates.
pub fn strangers(folder: Folder) -> Vec<String> {
    strangers_in(&folder.path(), folder, updating())
}

fn strangers_in(path: &Path, folder: Folder, delete: bool) -> Vec<String> {
    let names = file_names(path);
    let has = |name: String| names.contains(&name);
    let mut faults = Vec::new();
    for name in &names {
        let (fault, ending) = name.split_once('.').unwrap_or((name, ""));
        let place = format!("{}/{name}", folder.name());
        let case = format!("{fault}.rs");
        match ending {
            "rs" if !has(format!("{fault}.cure.rs")) => faults.push(format!(
                "{place} has no cure: write {fault}.cure.rs beside it"
            )),
            "cure.rs" if !has(case.clone()) => faults.push(format!(
                "{place} cures nothing: there is no {case} beside it"
            )),
            "rs" | "cure.rs" => {}
            made if folder.made().contains(&made) && has(case.clone()) => {}
            made if folder.made().contains(&made) && delete => {
                if let Err(error) = fs::remove_file(path.join(name)) {
                    faults.push(format!("{place}: {error}"));
                }
            }
            made if folder.made().contains(&made) => faults.push(format!(
                "{place} was made for a {case} that is gone: UPDATE=1 cargo test deletes it"
            )),
            _ => faults.push(format!(
                "{place} is nothing that a case in {} consists of",
                folder.name()
            )),
        }
    }
    faults
}

fn file_names(folder: &Path) -> BTreeSet<String> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries
        .map(|entry| entry.expect("a folder can be read to its end").file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tempfile::TempDir;

    fn folder_with(names: &[&str]) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in names {
            fs::write(folder.path().join(name), "").unwrap();
        }
        folder
    }

    fn complaint(names: &[&str]) -> String {
        let folder = folder_with(names);
        strangers_in(folder.path(), Folder::Run, false).join("\n")
    }

    #[test]
    fn a_whole_case_is_no_stranger() {
        let whole = ["a.rs", "a.cure.rs", "a.out", "a.symptom", "a.cure.out"];
        assert_eq!(complaint(&whole), "");
        assert_eq!(complaint(&["a.rs", "a.cure.rs"]), "");
    }

    #[test]
    fn a_case_needs_a_cure_and_a_cure_a_case() {
        assert_eq!(
            complaint(&["late.rs"]),
            "run/late.rs has no cure: write late.cure.rs beside it"
        );
        assert_eq!(
            complaint(&["late.cure.rs"]),
            "run/late.cure.rs cures nothing: there is no late.rs beside it"
        );
    }

    #[test]
    fn what_was_made_for_a_case_that_is_gone_is_told_or_deleted() {
        assert_eq!(
            complaint(&["late.out"]),
            "run/late.out was made for a late.rs that is gone: UPDATE=1 cargo test deletes it"
        );
        let folder = folder_with(&["late.out"]);
        assert_eq!(strangers_in(folder.path(), Folder::Run, true), [""; 0]);
        assert_eq!(file_names(folder.path()), BTreeSet::new());
    }

    #[test]
    fn any_other_file_is_told_and_never_deleted() {
        let folder = folder_with(&["notes.txt", "late.stderr"]);
        let faults = strangers_in(folder.path(), Folder::Run, true);
        assert_eq!(
            faults,
            [
                "run/late.stderr is nothing that a case in run consists of",
                "run/notes.txt is nothing that a case in run consists of",
            ]
        );
        assert_eq!(file_names(folder.path()).len(), 2);
    }

    #[test]
    fn a_case_is_named_in_words() {
        let case = &cases(Folder::Rustc)[0];
        assert!(!case.words().contains('-'));
        assert!(case.to_string().starts_with("rustc/"));
    }
}
