//! Starts a program where it can do no harm, as well as this machine allows.
//!
//! [`Sandbox::best`] tries the [`Level`]s in turn. What a level can do from
//! outside, `bubblewrap` does; what a process has to do to itself before it
//! becomes the program, [`confine`] does: an executable that calls it is the
//! first thing that runs inside.

mod bounds;
mod bubblewrap;
mod confine;
mod descendants;
mod level;

pub use bounds::Bounds;
pub use confine::confine;
pub(crate) use confine::place_of;
pub use level::Level;

use crate::run::{Limits, prepared, watched};
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use tokio::process::Command;

/// A way to start programs that are not trusted.
#[derive(Debug, Clone)]
pub struct Sandbox {
    level: Level,
    /// An executable that calls [`confine`] with its arguments when the first
    /// of them is `confine`.
    helper: PathBuf,
    /// What each process inside may take.
    bounds: Bounds,
}

/// What is to be started, and what it may reach.
#[derive(Debug, Default)]
pub(crate) struct Job<'a> {
    /// The executable.
    pub(crate) program: PathBuf,
    /// Its arguments.
    pub(crate) arguments: Vec<OsString>,
    /// Its working directory, which it may write to. It sees it as [`WORK`]
    /// where the level gives it a file system of its own.
    pub(crate) folder: PathBuf,
    /// Whether what it writes there is wanted afterwards. If not, it may be kept
    /// in memory, within the bound for the disk.
    pub(crate) keeps: bool,
    /// Folders and files that it may read, besides those of the system.
    pub(crate) reads: Vec<PathBuf>,
    /// A file, or another folder, that it may write to.
    pub(crate) writes: Option<&'a Path>,
    /// All its environment, but for `PATH`, `HOME` and `TMPDIR`.
    pub(crate) environment: Vec<(&'static str, OsString)>,
}

impl Sandbox {
    /// The best level that works on this machine, found by trying.
    ///
    /// `helper` is an executable that calls [`confine`] when its first argument
    /// is `confine`. Blocks for some tenths of a second.
    pub fn best(helper: &Path, bounds: &Bounds) -> Sandbox {
        Level::ALL
            .into_iter()
            .find_map(|level| Sandbox::at(level, helper, bounds).ok())
            .expect("the last level is none")
    }

    /// A sandbox at that level.
    ///
    /// # Errors
    ///
    /// When this machine has no such level: what went wrong in a trial.
    pub fn at(level: Level, helper: &Path, bounds: &Bounds) -> io::Result<Sandbox> {
        let sandbox = Sandbox {
            level,
            helper: std::path::absolute(helper)?,
            bounds: bounds.clone(),
        };
        if level != Level::None {
            sandbox.try_out()?;
        }
        Ok(sandbox)
    }

    /// How well it confines.
    pub fn level(&self) -> Level {
        self.level
    }

    /// The same sandbox with other bounds.
    #[must_use]
    pub fn bounded(&self, bounds: &Bounds) -> Sandbox {
        Sandbox {
            bounds: bounds.clone(),
            ..self.clone()
        }
    }

    /// Runs the helper inside, which tells that it got there.
    fn try_out(&self) -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let job = Job {
            program: "/bin/true".into(),
            folder: folder.path().into(),
            ..Job::default()
        };
        let run = watched(self.command(&job)?, &Limits::default())?;
        match run.end {
            crate::End::Exited(status) if status.success() => Ok(()),
            _ => Err(io::Error::other(run.stderr.text())),
        }
    }

    /// The command that starts a job, with its outputs piped.
    pub(crate) fn command(&self, job: &Job<'_>) -> io::Result<Command> {
        let order = confine::Order::new(self.level, &self.bounds, job)?;
        let mut command = match self.level {
            Level::Bubblewrap => bubblewrap::command(&self.helper, &self.bounds, job)?,
            Level::Landlock | Level::None => {
                let mut command = Command::new(&self.helper);
                command.env_clear();
                command.envs(environment(job, &job.folder));
                command.current_dir(&job.folder);
                command
            }
        };
        command.arg(confine::WORD).arg(order.text());
        prepared(&mut command);
        if self.level != Level::Bubblewrap {
            // It ends when this is closed, and we are gone then, or when it likes:
            // killed, it would leave what the program started.
            command.stdin(Stdio::piped()).kill_on_drop(false);
        }
        Ok(command)
    }
}

/// Where a program finds its folder at the level [`Level::Bubblewrap`]: no project
/// stands there, whose files it would hide.
const WORK: &str = "/run/poll-by-poll/work";
/// Where it finds the file that it may write to.
const WRITES: &str = "/run/poll-by-poll/written";

/// The environment of a job whose folder is seen at `work`.
fn environment(job: &Job<'_>, work: &Path) -> Vec<(&'static str, OsString)> {
    let mut environment = job.environment.clone();
    environment.extend([
        ("PATH", "/usr/local/bin:/usr/bin:/bin".into()),
        ("HOME", work.into()),
        ("TMPDIR", work.into()),
    ]);
    environment
}
