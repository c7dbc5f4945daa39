//! Runs a program under a watchdog.
//!
//! The program gets no input, a folder of its own and a process group of its
//! own, which is killed whole when the program ends or its time is up.

use crate::cpu::CpuTime;
use crate::group::Held;
use crate::memory;
use crate::output::{self, Printed, Tell};
use std::io;
use std::path::{self, Path};
use std::pin::pin;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;
use tokio::process::Command;
use tokio::time::{Instant, timeout, timeout_at};

/// The part of the second half of its time that a program must have computed
/// to be called busy. An endless loop gets a fifth of a core on a machine with
/// ten programs on two cores; a program that waits stays below a hundredth.
const BUSY: f64 = 0.03;

/// How long we go on reading after the end. Everything the program itself
/// printed is in the pipe by then; only a process that left its group can
/// still hold the pipe open, and is not waited for.
const LAST_READ: Duration = Duration::from_millis(200);

/// What a program may take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Time on the wall, from the start. By default 10 s.
    pub wall: Duration,
    /// Bytes of memory that it and all that it starts may hold together, where
    /// the system tells what they hold (Linux). By default there is no limit.
    pub memory: Option<u64>,
    /// Bytes kept of standard output, and as many of standard error. What
    /// comes after them is read and forgotten. By default 64 KiB.
    pub output: usize,
    /// Events kept of a recorded run, with 64 bytes each on average: one takes
    /// five, and one that prints as much as it prints and about sixty. What
    /// comes after them is not recorded. By default 100,000.
    pub events: u32,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            wall: Duration::from_secs(10),
            memory: None,
            output: 64 * 1024,
            events: recording::EVENTS,
        }
    }
}

/// What one program did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// What it wrote to standard output.
    pub stdout: Printed,
    /// What it wrote to standard error.
    pub stderr: Printed,
    /// How it ended.
    pub end: End,
}

/// How a program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// By itself, or by a signal that was not ours.
    Exited(ExitStatus),
    /// It was still running when its time was up, and was killed.
    Stopped {
        /// The time that it had.
        after: Duration,
        /// Whether it used the CPU in the second half of that time: an endless
        /// loop does, a program that waits for ever does not.
        busy: bool,
    },
    /// It and what it started held more memory than the limit, and were killed.
    Overfull {
        /// The limit, in bytes.
        most: u64,
    },
}

/// Runs a program in a fresh temporary folder, which is gone afterwards.
///
/// Blocks the calling thread, at most for `limits.wall` and a moment; call it
/// from async code inside `spawn_blocking`.
///
/// # Errors
///
/// When the program can't be started or watched. A program that fails is no
/// error: [`Run::end`] tells.
pub fn run(program: &Path, limits: &Limits) -> io::Result<Run> {
    let folder = tempfile::tempdir()?;
    run_in(folder.path(), program, limits)
}

/// Like [`run`], in a folder that the caller gives.
///
/// # Errors
///
/// As for [`run`].
pub fn run_in(folder: &Path, program: &Path, limits: &Limits) -> io::Result<Run> {
    watched(command(folder, program)?, limits)
}

/// Runs what a command starts; all its settings of folder, input and output
/// are those of [`command`].
pub(crate) fn watched(command: Command, limits: &Limits) -> io::Result<Run> {
    // A runtime for each program: they run side by side on many threads, and
    // nothing of one may wait for another.
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(watch(command, limits, &|_, _| {}))
}

/// Starts a command and watches what it started. Dropped, it ends it.
pub(crate) async fn watch(
    mut command: Command,
    limits: &Limits,
    tell: Tell<'_>,
) -> io::Result<Run> {
    let mut child = command.spawn()?;
    let cpu = CpuTime::of(&child)?;
    let (mut stdout, mut stderr) = (Printed::default(), Printed::default());
    let reading = output::read_both(
        (child.stdout.take(), &mut stdout),
        (child.stderr.take(), &mut stderr),
        limits.output,
        tell,
    );

    let process = child.id();
    let child = Held::new(child);
    let end = {
        let mut reading = pin!(reading);
        let mut ending = pin!(end_within(limits, process, child, cpu));
        tokio::select! {
            end = &mut ending => {
                let _still_held = timeout(LAST_READ, reading).await;
                end?
            }
            () = &mut reading => ending.await?,
        }
    };
    Ok(Run {
        stdout,
        stderr,
        end,
    })
}

/// The command that starts a program in a folder.
pub(crate) fn command(folder: &Path, program: &Path) -> io::Result<Command> {
    let mut command = Command::new(path::absolute(program)?);
    command
        .current_dir(folder)
        // A page shows the panic, not the way to it.
        .env("RUST_BACKTRACE", "0")
        .env_remove("RUST_LIB_BACKTRACE");
    prepared(&mut command);
    Ok(command)
}

/// Gives a command the inputs, outputs and group of all that are watched.
pub(crate) fn prepared(command: &mut Command) {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    #[cfg(unix)]
    command.process_group(0);
}

/// Waits for the end, or brings it about, also where it holds too much memory.
async fn end_within(
    limits: &Limits,
    process: Option<u32>,
    mut child: Held,
    cpu: CpuTime,
) -> io::Result<End> {
    let Some(most) = limits.memory else {
        return end_of(&mut child, cpu, limits.wall).await;
    };
    let overfull = tokio::select! {
        end = end_of(&mut child, cpu, limits.wall) => return end,
        () = memory::exceeds(process, most) => End::Overfull { most },
    };
    child.end().await?;
    Ok(overfull)
}

/// Waits for the end, or brings it about when the time is up.
async fn end_of(child: &mut Held, mut cpu: CpuTime, wall: Duration) -> io::Result<End> {
    let started = Instant::now();

    if let Ok(status) = timeout_at(started + wall / 2, child.wait()).await {
        return Ok(End::Exited(status?));
    }
    let half_way = cpu.used();
    if let Ok(status) = timeout_at(started + wall, child.wait()).await {
        return Ok(End::Exited(status?));
    }
    let used = cpu.used().saturating_sub(half_way);

    child.end().await?;
    Ok(End::Stopped {
        after: wall,
        busy: used >= (wall / 2).mul_f64(BUSY),
    })
}
