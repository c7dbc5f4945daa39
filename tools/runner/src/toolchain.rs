//! The compiler and the crates that a program is compiled with.
//!
//! They are those of the workspace: cargo builds the examples, as `cargo test`
//! and `cargo run` do, and says where it put `tokio` and `futures`. Everything
//! after that is one rustc for one program.

use crate::cache::Cache;
use cargo_metadata::diagnostic::DiagnosticLevel;
use cargo_metadata::{Artifact, CrateType, Message, Metadata, MetadataCommand, TargetKind};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fmt, fs, io};

/// The crates that a program of the book may name: what a reader's own project
/// declares.
const CRATES: [&str; 2] = ["futures", "tokio"];

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
    /// What every compiled program depends on, as a digest to build keys from.
    pub(crate) fingerprint: Sha256,
    pub(crate) cache: Cache,
    examples: BTreeMap<String, PathBuf>,
}

impl Toolchain {
    /// Builds the examples and the crates of the workspace in `root`, and finds
    /// the compiler. When all is built this takes some tenths of a second.
    ///
    /// # Errors
    ///
    /// [`PrepareError::Cargo`] when cargo can't build them.
    pub fn prepare(root: &Path) -> Result<Toolchain, PrepareError> {
        let metadata = MetadataCommand::new()
            .current_dir(root)
            .no_deps()
            .exec()
            .map_err(|error| PrepareError::Cargo(error.to_string()))?;
        let artifacts = build_examples(root)?;
        let rustc = find_rustc(root)?;
        let crates = CRATES
            .into_iter()
            .map(|name| Ok((name, the_rlib(name, &artifacts)?)))
            .collect::<Result<BTreeMap<_, _>, PrepareError>>()?;
        Ok(Toolchain {
            fingerprint: fingerprint(&rustc, &crates, &metadata)?,
            folders: folders(&artifacts),
            examples: examples(&artifacts),
            cache: Cache::open(metadata.target_directory.join("runner").as_std_path())?,
            rustc,
            lints: None,
            crates,
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
    /// Cargo could not build the examples; these are its own words.
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
                write!(f, "the examples don't build:\n{}", words.trim_end())
            }
            PrepareError::Crate(name, files) if files.is_empty() => {
                write!(f, "the examples are built without the crate {name}")
            }
            PrepareError::Crate(name, files) => write!(
                f,
                "the examples are built with more than one {name}, so that a program \
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

/// Has cargo build the examples, and returns all that they consist of.
///
/// There is no `-p` here: cargo unites the features of all the packages that it
/// is asked for, and with others it would build other crates than `cargo test`.
fn build_examples(root: &Path) -> Result<Vec<Artifact>, PrepareError> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["build", "--examples", "--message-format=json"])
        .args(["--quiet", "--color=never"])
        .current_dir(root)
        .output()?;
    let messages =
        Message::parse_stream(output.stdout.as_slice()).collect::<io::Result<Vec<_>>>()?;
    if !output.status.success() {
        return Err(PrepareError::Cargo(complaints(&messages, &output)));
    }
    let artifacts = messages.into_iter().filter_map(|message| match message {
        Message::CompilerArtifact(artifact) => Some(artifact),
        _ => None,
    });
    Ok(artifacts.collect())
}

/// The compiler's errors as it rendered them, and what cargo itself says.
fn complaints(messages: &[Message], output: &Output) -> String {
    let mut words: String = messages
        .iter()
        .filter_map(|message| match message {
            Message::CompilerMessage(message) => Some(&message.message),
            _ => None,
        })
        .filter(|message| matches!(message.level, DiagnosticLevel::Error | DiagnosticLevel::Ice))
        .filter_map(|message| message.rendered.as_deref())
        .collect();
    words.push_str(&String::from_utf8_lossy(&output.stderr));
    words
}

fn the_rlib(name: &'static str, artifacts: &[Artifact]) -> Result<PathBuf, PrepareError> {
    let mut rlibs: Vec<PathBuf> = artifacts
        .iter()
        .filter(|artifact| artifact.target.name == name)
        .filter(|artifact| artifact.target.crate_types.contains(&CrateType::Lib))
        .flat_map(|artifact| &artifact.filenames)
        .filter(|file| file.extension() == Some("rlib"))
        .map(PathBuf::from)
        .collect();
    match rlibs.len() {
        1 => Ok(rlibs.remove(0)),
        _ => Err(PrepareError::Crate(name, rlibs)),
    }
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
