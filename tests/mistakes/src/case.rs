//! The cases, as the files in the four folders have it.

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
    /// `rustc`, although the program is right: its manifest lacks a feature of
    /// tokio's, for which the case is named.
    Manifest,
}

impl Folder {
    /// All four.
    pub const ALL: [Folder; 4] = [Folder::Rustc, Folder::Clippy, Folder::Run, Folder::Manifest];

    /// Its name: `run`.
    pub fn name(self) -> &'static str {
        match self {
            Folder::Rustc => "rustc",
            Folder::Clippy => "clippy",
            Folder::Run => "run",
            Folder::Manifest => "manifest",
        }
    }

    /// Where it is.
    pub fn path(self) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join(self.name())
    }

    /// How the name of the file ends that has the fault.
    pub fn faulty(self) -> &'static str {
        match self {
            Folder::Manifest => "toml",
            _ => "rs",
        }
    }

    /// How the name of the file ends that has it no more.
    pub fn cure(self) -> &'static str {
        match self {
            Folder::Manifest => "cure.toml",
            _ => "cure.rs",
        }
    }

    /// How the name of the file ends that has the words of a case: what a page
    /// shows beside the fault.
    pub fn words(self) -> &'static str {
        match self {
            Folder::Run => "out",
            _ => "message",
        }
    }

    /// How the name of the program ends that does the work.
    pub(crate) fn cured_program(self) -> &'static str {
        match self {
            // The manifest was at fault, and the program stays.
            Folder::Manifest => "rs",
            _ => "cure.rs",
        }
    }

    /// The name of a file that a test makes of all cases here: a page may show
    /// them as its rows.
    pub fn table(self) -> Option<&'static str> {
        (self == Folder::Manifest).then_some("table.md")
    }

    /// How the names of the files end that a test makes for a case here.
    pub(crate) fn made(self) -> &'static [&'static str] {
        match self {
            Folder::Rustc | Folder::Clippy => &["stderr", "message", "cure.out"],
            Folder::Run => &["out", "symptom", "cure.out"],
            Folder::Manifest => &["message", "cure.out"],
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
        match self.folder {
            // A feature is written as it is.
            Folder::Manifest => format!("missing feature {}", self.fault),
            _ => self.fault.replace('-', " "),
        }
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

/// The names of the files in a folder.
pub(crate) fn file_names(folder: &Path) -> BTreeSet<String> {
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

    #[test]
    fn a_case_is_named_in_words() {
        let case = &cases(Folder::Rustc)[0];
        assert!(!case.words().contains('-'));
        assert!(case.to_string().starts_with("rustc/"));
        let case = &cases(Folder::Manifest)[0];
        assert_eq!(case.words(), format!("missing feature {}", case.fault));
    }
}
