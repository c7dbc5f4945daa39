//! What is wrong with the book, and where.

use std::fmt;
use std::path::{Path, PathBuf};

/// Something that an author has to mend.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file at fault, relative to the book's root.
    pub file: PathBuf,
    /// Its line, counted from one, where there is one.
    pub line: Option<usize>,
    /// What is wrong, and what to do.
    pub says: String,
}

impl Fault {
    /// A fault of a whole file.
    pub fn new(file: impl AsRef<Path>, says: impl Into<String>) -> Fault {
        Fault {
            file: file.as_ref().to_path_buf(),
            line: None,
            says: says.into(),
        }
    }

    /// A fault at a line, counted from one.
    pub fn at(file: impl AsRef<Path>, line: usize, says: impl Into<String>) -> Fault {
        Fault {
            line: Some(line),
            ..Fault::new(file, says)
        }
    }

    /// A fault that mdBook reports: the error and its causes, in one line.
    pub(crate) fn from_chain(
        file: impl AsRef<Path>,
        error: &mdbook_driver::errors::Error,
    ) -> Fault {
        let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
        Fault::new(file, causes.join(": "))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Forward slashes everywhere, so that a message is the same on Windows.
        let file = self.file.to_string_lossy().replace('\\', "/");
        match self.line {
            Some(line) => write!(f, "{file}:{line}: {}", self.says),
            None => write!(f, "{file}: {}", self.says),
        }
    }
}
