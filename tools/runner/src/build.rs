//! Has cargo build crates, and learns where it put them.

use crate::PrepareError;
use cargo_metadata::diagnostic::DiagnosticLevel;
use cargo_metadata::{Artifact, CrateType, Message};
use std::env;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;

/// What tokio's tracing is hidden behind.
const UNSTABLE: [&str; 2] = ["--cfg", "tokio_unstable"];

/// How the crates of a recorded program are optimised, where that is not as the
/// workspace says. The macros of tracing are part of tokio: optimised, what they
/// do takes half the time when nobody listens, and a sixth less is taken by each
/// event when somebody does. That is paid for with crates of which a recorded
/// program calls little, and with fewer units, which have more in common: the
/// first build takes about as long as it would without all of this.
const OPTIMISED: [&str; 5] = [
    "tokio.opt-level=1",
    "tokio.codegen-units=2",
    "memchr.opt-level=0",
    "serde_core.opt-level=0",
    "serde_json.opt-level=0",
];

/// The command that builds the examples.
///
/// There is no `-p` here: cargo unites the features of all the packages that it
/// is asked for, and with others it would build other crates than `cargo test`.
pub(crate) fn examples(root: &Path) -> Command {
    let mut cargo = cargo(root);
    cargo.arg("--examples");
    cargo
}

/// The command that builds what a recorded program is compiled with, in a
/// folder of its own: it has other flags, and tokio another feature.
pub(crate) fn recorded(root: &Path, target: &Path) -> Command {
    let mut cargo = bare(root, target);
    cargo.args(["-p", "recorder"]);
    // The flags of the user stay; of the two variables cargo reads one only.
    let (variable, between) = match env::var_os("CARGO_ENCODED_RUSTFLAGS") {
        Some(_) => ("CARGO_ENCODED_RUSTFLAGS", "\x1f"),
        None => ("RUSTFLAGS", " "),
    };
    let mut flags = env::var_os(variable).unwrap_or_default();
    for flag in UNSTABLE {
        if !flags.is_empty() {
            flags.push(between);
        }
        flags.push(flag);
    }
    cargo.env(variable, flags);
    cargo
}

/// The same command without the recorder, for a tokio that tells nothing.
pub(crate) fn bare(root: &Path, target: &Path) -> Command {
    let mut cargo = cargo(root);
    cargo
        .args(["--lib", "-p", "poll-by-poll"])
        .arg("--target-dir")
        .arg(target);
    for setting in OPTIMISED {
        cargo.args(["--config", &format!("profile.dev.package.{setting}")]);
    }
    // Programs are stripped: this takes a fifth off the first build.
    cargo.env("CARGO_PROFILE_DEV_DEBUG", "false");
    cargo
}

fn cargo(root: &Path) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args(["build", "--message-format=json", "--quiet", "--color=never"])
        .current_dir(root);
    cargo
}

/// Has cargo build, and returns all that it built or had built before. Each crate
/// that it builds is told.
pub(crate) fn build(
    cargo: &mut Command,
    built: &dyn Fn(&str),
) -> Result<Vec<Artifact>, PrepareError> {
    let mut child = cargo
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut stderr = child.stderr.take().expect("it is piped");
    let stdout = BufReader::new(child.stdout.take().expect("it is piped"));
    // Cargo may say much on both, and would wait for a reader of either.
    let said = thread::spawn(move || {
        let mut said = Vec::new();
        stderr.read_to_end(&mut said).map(|_| said)
    });
    let mut messages = Vec::new();
    for message in Message::parse_stream(stdout) {
        let message = message?;
        if let Message::CompilerArtifact(artifact) = &message
            && !artifact.fresh
        {
            built(&artifact.target.name);
        }
        messages.push(message);
    }
    let said = said.join().expect("it only reads")?;
    if !child.wait()?.success() {
        return Err(PrepareError::Cargo(complaints(&messages, &said)));
    }
    let artifacts = messages.into_iter().filter_map(|message| match message {
        Message::CompilerArtifact(artifact) => Some(artifact),
        _ => None,
    });
    Ok(artifacts.collect())
}

/// The compiler's errors as it rendered them, and what cargo itself says.
fn complaints(messages: &[Message], said: &[u8]) -> String {
    let mut words: String = messages
        .iter()
        .filter_map(|message| match message {
            Message::CompilerMessage(message) => Some(&message.message),
            _ => None,
        })
        .filter(|message| matches!(message.level, DiagnosticLevel::Error | DiagnosticLevel::Ice))
        .filter_map(|message| message.rendered.as_deref())
        .collect();
    words.push_str(&String::from_utf8_lossy(said));
    words
}

/// The rlib of a crate, if it was built exactly once.
pub(crate) fn the_rlib(
    name: &'static str,
    artifacts: &[Artifact],
) -> Result<PathBuf, PrepareError> {
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
