//! The compiler and the crates that a program is compiled with.
//!
//! They are those of the workspace: cargo builds the examples, as `cargo test`
//! and `cargo run` do, and says where it put `tokio` and `futures`. Everything
//! after that is one rustc for one program.

use crate::build::{self, build};
use crate::cache::Cache;
use cargo_metadata::{Artifact, Metadata, MetadataCommand, TargetKind};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fmt, fs, io};

/// The crates that a program of the book may name: what a reader's own project
/// declares, and the book's own.
const CRATES: [&str; 3] = ["futures", "poll_by_poll", "tokio"];

/// The crate that is linked into a recorded program.
const RECORDER: &str = "recorder";

/// The last line of a recorded program. The program stays the crate's root and
/// keeps its line numbers and names; one that prints nothing may deny what is
/// unused.
const APPENDIX: &str = "#[allow(unused_imports)] #[macro_use] extern crate recorder as _;\n";

/// A compiler and the crates, built and found.
#[derive(Debug, Clone)]
pub struct Toolchain {
    /// The compiler itself, not rustup's stand-in, which would choose by the
    /// folder it is called in.
    pub(crate) rustc: PathBuf,
    /// The folder of `clippy.toml`, if the compiler is clippy.
    pub(crate) lints: Option<PathBuf>,
    /// Each of [`CRATES`] and its rlib.
    pub(crate) crates: BTreeMap<&'static str, PathBuf>,
    /// The folders where rustc finds what those crates depend on.
    pub(crate) folders: BTreeSet<PathBuf>,
    /// The sources of those crates, of which rustc shows lines.
    pub(crate) sources: BTreeSet<PathBuf>,
    /// What every compiled program depends on, as a digest to build keys from.
    pub(crate) fingerprint: Sha256,
    pub(crate) cache: Cache,
    /// What is appended to the text of each program.
    pub(crate) appendix: &'static str,
    examples: BTreeMap<String, PathBuf>,
    metadata: Metadata,
}

impl Toolchain {
    /// Builds the examples and the crates of the workspace in `root`, and finds
    /// the compiler. When all is built this takes some tenths of a second.
    ///
    /// # Errors
    ///
    /// [`PrepareError::Cargo`] when cargo can't build them.
    pub fn prepare(root: &Path) -> Result<Toolchain, PrepareError> {
        Toolchain::prepare_telling(root, &|_| {})
    }

    /// Like [`prepare`](Toolchain::prepare), and calls `built` with the name of
    /// each crate that had to be built: for a progress bar.
    ///
    /// # Errors
    ///
    /// As for `prepare`.
    pub fn prepare_telling(root: &Path, built: &dyn Fn(&str)) -> Result<Toolchain, PrepareError> {
        let metadata = MetadataCommand::new()
            .current_dir(root)
            .no_deps()
            .exec()
            .map_err(|error| PrepareError::Cargo(error.to_string()))?;
        let artifacts = build(&mut build::examples(root), built)?;
        let rustc = find_rustc(root)?;
        let crates = rlibs(CRATES, &artifacts)?;
        Ok(Toolchain {
            fingerprint: fingerprint(&rustc, &crates, &metadata)?,
            folders: folders(&artifacts),
            sources: sources(&artifacts),
            examples: examples(&artifacts),
            cache: Cache::open(metadata.target_directory.join("runner").as_std_path())?,
            rustc,
            lints: None,
            appendix: "",
            crates,
            metadata,
        })
    }

    /// The same toolchain with the recorder linked into each program, and a
    /// tokio that talks to it: for [`record`](crate::record).
    ///
    /// These crates are built a second time, into `target/recorded`; when they
    /// are built this takes some tenths of a second.
    ///
    /// # Errors
    ///
    /// [`PrepareError::Cargo`] when cargo can't build them.
    pub fn recording(&self) -> Result<Toolchain, PrepareError> {
        self.recording_telling(&|_| {})
    }

    /// Like [`recording`](Toolchain::recording), and calls `built` with the name
    /// of each crate that had to be built.
    ///
    /// # Errors
    ///
    /// As for `recording`.
    pub fn recording_telling(&self, built: &dyn Fn(&str)) -> Result<Toolchain, PrepareError> {
        let artifacts = self.build_apart("recorded", build::recorded, built)?;
        let mut crates = rlibs(CRATES, &artifacts)?;
        crates.extend(rlibs([RECORDER], &artifacts)?);
        self.with_crates(crates, &artifacts, APPENDIX)
    }

    /// The crates of [`recording`](Toolchain::recording) without the recorder,
    /// optimised as there, and with a tokio that tells nothing: beside it, the
    /// benches see what the recorder costs. They are built into `target/bare`.
    ///
    /// # Errors
    ///
    /// As for `recording`.
    pub fn bare(&self) -> Result<Toolchain, PrepareError> {
        let artifacts = self.build_apart("bare", build::bare, &|_| {})?;
        self.with_crates(rlibs(CRATES, &artifacts)?, &artifacts, "")
    }

    fn build_apart(
        &self,
        folder: &str,
        command: fn(&Path, &Path) -> Command,
        built: &dyn Fn(&str),
    ) -> Result<Vec<Artifact>, PrepareError> {
        let root = self.metadata.workspace_root.as_std_path();
        let target = self.metadata.target_directory.join(folder);
        build(&mut command(root, target.as_std_path()), built)
    }

    fn with_crates(
        &self,
        crates: BTreeMap<&'static str, PathBuf>,
        artifacts: &[Artifact],
        appendix: &'static str,
    ) -> Result<Toolchain, PrepareError> {
        Ok(Toolchain {
            fingerprint: fingerprint(&self.rustc, &crates, &self.metadata)?,
            folders: folders(artifacts),
            sources: sources(artifacts),
            crates,
            appendix,
            ..self.clone()
        })
    }

    /// The same toolchain with clippy for its compiler: it refuses also what a
    /// lint of clippy denies. `lints` is the folder of `clippy.toml`.
    ///
    /// # Errors
    ///
    /// When clippy is not installed, or there is no `clippy.toml`.
    pub fn with_clippy(&self, lints: &Path) -> io::Result<Toolchain> {
        let name = format!("clippy-driver{}", env::consts::EXE_SUFFIX);
        let mut clippy = self.clone();
        clippy.rustc.set_file_name(name);
        clippy.lints = Some(lints.to_path_buf());
        let version = Command::new(&clippy.rustc).arg("-V").output()?;
        clippy.fingerprint.update(version.stdout);
        clippy
            .fingerprint
            .update(fs::read(lints.join("clippy.toml"))?);
        Ok(clippy)
    }

    /// The examples of the root package: each name and its program.
    pub fn examples(&self) -> &BTreeMap<String, PathBuf> {
        &self.examples
    }
}

/// Why there is no toolchain.
#[derive(Debug)]
pub enum PrepareError {
    /// Cargo could not build; these are its own words.
    Cargo(String),
    /// Cargo built a crate not exactly once: the files that it built.
    Crate(&'static str, Vec<PathBuf>),
    /// A tool could not be called or a file not be read.
    Io(io::Error),
}

impl fmt::Display for PrepareError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PrepareError::Cargo(words) => {
                write!(f, "the workspace doesn't build:\n{}", words.trim_end())
            }
            PrepareError::Crate(name, files) if files.is_empty() => {
                write!(f, "cargo has built all but the crate {name}")
            }
            PrepareError::Crate(name, files) => write!(
                f,
                "cargo has built more than one {name}, so that a program \
                 can't be told which: {files:?}"
            ),
            PrepareError::Io(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for PrepareError {}

impl From<io::Error> for PrepareError {
    fn from(error: io::Error) -> PrepareError {
        PrepareError::Io(error)
    }
}

/// Each of the crates and its rlib.
fn rlibs<const COUNT: usize>(
    names: [&'static str; COUNT],
    artifacts: &[Artifact],
) -> Result<BTreeMap<&'static str, PathBuf>, PrepareError> {
    let rlib = |name| Ok((name, build::the_rlib(name, artifacts)?));
    names.into_iter().map(rlib).collect()
}

/// Every folder that holds a library: those of macros may be elsewhere.
fn folders(artifacts: &[Artifact]) -> BTreeSet<PathBuf> {
    artifacts
        .iter()
        .filter(|artifact| !artifact.target.is_example())
        .flat_map(|artifact| &artifact.filenames)
        .filter_map(|file| Some(file.parent()?.into()))
        .collect()
}

/// The folders of those crates that came from a registry.
fn sources(artifacts: &[Artifact]) -> BTreeSet<PathBuf> {
    artifacts
        .iter()
        .filter(|artifact| artifact.package_id.repr.starts_with("registry+"))
        .filter_map(|artifact| Some(artifact.manifest_path.parent()?.into()))
        .collect()
}

fn examples(artifacts: &[Artifact]) -> BTreeMap<String, PathBuf> {
    artifacts
        .iter()
        .filter(|artifact| artifact.target.kind.contains(&TargetKind::Example))
        .filter_map(|artifact| {
            let program = artifact.executable.as_ref()?;
            Some((artifact.target.name.clone(), program.into()))
        })
        .collect()
}

/// The compiler that cargo calls in `root`.
fn find_rustc(root: &Path) -> io::Result<PathBuf> {
    let named = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(&named)
        .args(["--print", "sysroot"])
        .current_dir(root)
        .output()?;
    let sysroot = String::from_utf8_lossy(&output.stdout);
    let rustc = Path::new(sysroot.trim())
        .join("bin")
        .join(format!("rustc{}", env::consts::EXE_SUFFIX));
    Ok(if rustc.exists() { rustc } else { named.into() })
}

fn fingerprint(
    rustc: &Path,
    crates: &BTreeMap<&str, PathBuf>,
    metadata: &Metadata,
) -> io::Result<Sha256> {
    let version = Command::new(rustc).arg("-vV").output()?;
    let mut digest = Sha256::new();
    digest.update(version.stdout);
    digest.update(fs::read(metadata.workspace_root.join("Cargo.lock"))?);
    for rlib in crates.values() {
        let built = fs::metadata(rlib)?.modified()?;
        digest.update(format!("{rlib:?} {built:?}"));
    }
    Ok(digest)
}
