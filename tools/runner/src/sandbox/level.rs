//! How well a program can be kept from harm.

use std::fmt;

/// What keeps a program from harm, from the best to none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It has a file system, a network and process numbers of its own: Linux's
    /// namespaces, set up by the program `bwrap`.
    Bubblewrap,
    /// It can open no files but those it needs, and no TCP connections: Linux's
    /// Landlock.
    Landlock,
    /// It has limits, and otherwise what the reader has.
    None,
}

impl Level {
    /// All of them, the best first.
    pub const ALL: [Level; 3] = [Level::Bubblewrap, Level::Landlock, Level::None];

    /// Its name: `bwrap`.
    pub fn name(self) -> &'static str {
        match self {
            Level::Bubblewrap => "bwrap",
            Level::Landlock => "landlock",
            Level::None => "none",
        }
    }

    /// What a program can reach at this level, as a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Level::Bubblewrap => {
                "Programs run in a sandbox (bwrap): they see none of your files, \
                 no network and no other process."
            }
            Level::Landlock => {
                "Programs run in a sandbox (Landlock): they can open none of your files \
                 and no TCP connection. Other processes are not hidden from them."
            }
            Level::None => {
                "Programs run without a sandbox: they can do what you can do on this \
                 machine, also to your files."
            }
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
