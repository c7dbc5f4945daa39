//! A book in a copy of the workspace, and how long its proof takes.

use crate::cargo::Cargo;
use crate::copy;
use crate::edit::Edit;
use crate::peer::Peer;
use crate::synthetic;
use anyhow::{Context, anyhow};
use benches::{Series, progress};
use clap::ValueEnum;
use manuscript::{Kind as Fence, Manuscript};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Which pages the copy has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// The book's own.
    Real,
    /// Generated ones, so many that the book's size does not matter.
    Synthetic,
}

impl Kind {
    /// The name of its folder, and of the book in the report.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::Real => "real",
            Kind::Synthetic => "synthetic",
        }
    }
}

/// One book, ready to be measured.
#[derive(Debug)]
pub(crate) struct Book {
    /// Which one it is.
    pub(crate) kind: Kind,
    /// Where its copy stands, and what is built in it.
    pub(crate) folder: PathBuf,
    /// How many pages it has.
    pub(crate) pages: usize,
    /// How many programs are compiled and run.
    pub(crate) programs: usize,
    /// `cargo test -p pages`, in seconds.
    pub(crate) times: Times,
    /// cargo in the copy.
    cargo: Cargo,
    /// The program that is edited.
    edit: Edit,
    /// The same fences for `mdbook test`.
    peer: Peer,
}

/// What was measured of one book, in seconds.
#[derive(Debug, Default)]
pub(crate) struct Times {
    /// `cargo test -p pages` when nothing has changed since the last.
    pub(crate) unchanged: Series,
    /// The same after an edit of one program.
    pub(crate) edited: Series,
    /// The same when only the dependencies are built.
    pub(crate) from_nothing: Series,
    /// `mdbook test` on the same fences.
    pub(crate) peer: Series,
}

impl Book {
    /// Copies the workspace of `root` into `folder` and builds what no
    /// measurement counts.
    pub(crate) fn prepare(kind: Kind, root: &Path, folder: &Path) -> anyhow::Result<Book> {
        progress::say(format!("{} book: copying the workspace", kind.name()));
        let project = folder.join("project");
        let mut files = copy::files_of(root)?;
        if kind == Kind::Synthetic {
            synthetic::replace_pages(&mut files);
        }
        copy::bring_to(&project, &files)?;
        let manuscript = load(&project)?;

        let cargo = Cargo::new(&project, &folder.join("target"));
        let libraries = cargo.built().join("deps");
        let book = Book {
            kind,
            pages: manuscript.pages.len(),
            programs: count_programs(&manuscript),
            times: Times::default(),
            edit: Edit::of(&manuscript)?,
            peer: Peer::write(&manuscript, &folder.join("mdbook"), &libraries)?,
            folder: folder.to_path_buf(),
            cargo,
        };
        book.say("building the dependencies, proving all once");
        // `mdbook test` is given a folder of libraries, which may hold one of an
        // earlier state of the workspace.
        let clean = ["clean", "--locked", "-p", "poll-by-poll"];
        book.cargo.run(&clean)?;
        book.prove()?;
        Ok(book)
    }

    /// The root of the copy.
    pub(crate) fn project(&self) -> PathBuf {
        self.folder.join("project")
    }

    /// Measures each case once. An edit comes first, so that every other case
    /// has just been preceded by a complete proof.
    pub(crate) fn measure(&mut self, round: &str) -> anyhow::Result<()> {
        self.say(format!("{round}: one page edited"));
        self.edit.make()?;
        let edited = self.prove()?;
        self.say(format!("{round}: nothing changed"));
        let unchanged = self.prove()?;
        self.say(format!("{round}: from nothing"));
        self.forget()?;
        let from_nothing = self.prove()?;
        self.say(format!("{round}: mdbook test"));
        let peer = self.peer.test()?;

        let times = &mut self.times;
        times.edited.push(edited);
        times.unchanged.push(unchanged);
        times.from_nothing.push(from_nothing);
        times.peer.push(peer);
        Ok(())
    }

    fn prove(&self) -> anyhow::Result<f64> {
        self.cargo.run(&["test", "--locked", "-p", "pages"])
    }

    /// Leaves nothing but the dependencies.
    fn forget(&self) -> anyhow::Result<()> {
        self.cargo.run(&["clean", "--locked", "-p", "pages"])?;
        match fs::remove_dir_all(self.cargo.built().join(".skeptic-bin")) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(error).context("the cache of compiled programs can't be removed")
            }
            _ => Ok(()),
        }
    }

    fn say(&self, step: impl std::fmt::Display) {
        progress::say(format_args!("{} book: {step}", self.kind.name()));
    }
}

fn load(project: &Path) -> anyhow::Result<Manuscript> {
    Manuscript::load(project).map_err(|faults| {
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        anyhow!(
            "the book is not whole, mend it first:\n{}",
            faults.join("\n")
        )
    })
}

fn count_programs(book: &Manuscript) -> usize {
    book.pages
        .iter()
        .flat_map(manuscript::Page::code_blocks)
        .filter(|block| block.kind() == Some(Fence::Program))
        .count()
}
