//! Runs a program and records what tokio tells of it.
//!
//! The recorder in the program writes to a file that is made here. The file is
//! read when the program is gone, however it ended.

use crate::output::Tell;
use crate::run::{command, watch, watched};
use crate::sandbox::{self, Job};
use crate::{End, Limits, Run, Sandbox};
use recording::{Event, Start, What};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::time::SystemTime;
use tempfile::NamedTempFile;

/// Bytes that an event may take on average. Most take five; one that prints
/// takes what it prints and about sixty.
const ROOM: u64 = 64;

/// Room that there is in any case.
const LEAST: u64 = 64 * 1024;

/// What one recorded program did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// What it printed and how it ended, as without recording.
    pub run: Run,
    /// What was recorded, in order. If the program was stopped, or did more than
    /// is recorded, the last event says so.
    pub events: Vec<Event>,
}

impl Recorded {
    /// The recording as text, as [`recording::read`] takes it.
    pub fn text(&self) -> String {
        recording::write(&self.events)
    }

    /// Whether there was more to record than the limit of events, or than their
    /// room.
    pub fn is_cut(&self) -> bool {
        matches!(self.events.last(), Some(event) if event.what == What::Cut {})
    }
}

/// Runs a program that was compiled by [`Toolchain::recording`], in a fresh
/// temporary folder, and records it.
///
/// Blocks the calling thread as [`run`](crate::run) does.
///
/// [`Toolchain::recording`]: crate::Toolchain::recording
///
/// # Errors
///
/// When the program can't be started or watched, and
/// [`InvalidData`](io::ErrorKind::InvalidData) when it left no recording: it
/// was compiled without the recorder, or was killed before its `main`.
pub fn record(program: &Path, limits: &Limits) -> io::Result<Recorded> {
    let folder = tempfile::tempdir()?;
    let file = empty_file(limits)?;
    let mut command = command(folder.path(), program)?;
    command
        .env(recording::FILE_VARIABLE, file.path())
        .env(recording::EVENTS_VARIABLE, limits.events.to_string());
    let run = watched(command, limits)?;
    let events = events(file.as_file(), &run)?;
    Ok(Recorded { run, events })
}

/// Like [`record`], in a sandbox, for a program that is not trusted: `tell` gets
/// what it prints as it comes. When the future is dropped, the program and all
/// that it started end.
///
/// # Errors
///
/// When the program can't be started or watched. What it left for a recording
/// stands beside its run: it may be none.
pub async fn record_confined(
    sandbox: &Sandbox,
    program: &Path,
    limits: &Limits,
    tell: Tell<'_>,
) -> io::Result<(Run, io::Result<Vec<Event>>)> {
    let folder = tempfile::tempdir()?;
    let file = empty_file(limits)?;
    let place = sandbox::place_of(sandbox.level(), file.path());
    let job = Job {
        program: program.to_path_buf(),
        folder: folder.path().to_path_buf(),
        writes: Some(file.path()),
        environment: vec![
            // A page shows the panic, not the way to it.
            ("RUST_BACKTRACE", "0".into()),
            (recording::FILE_VARIABLE, place.into()),
            (recording::EVENTS_VARIABLE, limits.events.to_string().into()),
        ],
        ..Job::default()
    };
    let run = watch(sandbox.command(&job)?, limits, tell).await?;
    let events = events(file.as_file(), &run);
    Ok((run, events))
}

/// A file for a recorder. It is a hole: it takes no room on the disk but for
/// what is written.
fn empty_file(limits: &Limits) -> io::Result<NamedTempFile> {
    let file = NamedTempFile::new()?;
    file.as_file()
        .set_len(LEAST + u64::from(limits.events) * ROOM)?;
    Ok(file)
}

/// What was recorded of a run that has ended a moment ago.
fn events(file: &File, run: &Run) -> io::Result<Vec<Event>> {
    let ended = SystemTime::now();
    let (start, mut events) = recording::decode(&written(file)?).map_err(invalid)?;
    if !matches!(run.end, End::Exited(_)) {
        events.extend(stopped(start, &events, ended));
    }
    Ok(events)
}

/// That the program was stopped, at the time of its recording, unless that was
/// full before. A paused clock stood still since the last event.
fn stopped(start: Start, events: &[Event], now: SystemTime) -> Option<Event> {
    let last = events.last().filter(|last| last.what != What::Cut {})?.at;
    let since = now.duration_since(SystemTime::UNIX_EPOCH).ok()?.as_micros();
    let since = u64::try_from(since).ok()?.saturating_sub(start.first);
    let at = if start.paused { last } else { since.max(last) };
    let what = What::Stopped {};
    Some(Event { at, what })
}

/// What was written to the file, and some zeros. The rest of it is zeros too,
/// and may be a hundred times as long.
fn written(file: &File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    loop {
        let before = bytes.len();
        file.take(LEAST).read_to_end(&mut bytes)?;
        if bytes[before..].iter().all(|byte| *byte == 0) {
            return Ok(bytes);
        }
    }
}

fn invalid(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}
