//! The first thing that runs in the sandbox: it lays the bounds on itself, gives
//! up what it may, and becomes the program.
//!
//! At the levels without process numbers of their own it stays instead, starts
//! the program, and ends all that is left of it, when it has ended or when
//! nobody waits for it any more.

use super::bubblewrap::{self, PROGRAM};
use super::{Bounds, Job, Level, WRITES};
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::atomic::{AtomicU32, Ordering};

/// The argument by which an executable is asked to be the helper.
pub(super) const WORD: &str = "confine";

/// How the helper reports that it could not do its work, where a shell says
/// that a program could not be run.
const FAILED: u8 = 126;

/// What the helper is told, as JSON in its second argument.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Order {
    /// The name of the level.
    level: String,
    bounds: Bounds,
    /// The user to become, who has nothing: the limit for processes counts all
    /// of a user, so each run has one of its own.
    user: Option<u32>,
    /// What may be read, and what may be written to, besides the system.
    reads: Vec<PathBuf>,
    writes: Vec<PathBuf>,
    program: PathBuf,
    arguments: Vec<String>,
}

impl Order {
    /// What a job is for the helper.
    ///
    /// # Errors
    ///
    /// When a path or an argument is not UTF-8, or a folder can't be handed over.
    pub(super) fn new(level: Level, bounds: &Bounds, job: &Job<'_>) -> io::Result<Order> {
        let is_seen = job.reads.iter().any(|read| job.program.starts_with(read));
        let program = match level {
            Level::Bubblewrap if !is_seen => PROGRAM.into(),
            _ => job.program.clone(),
        };
        // A compiler reads folders that only the user may enter, and is trusted.
        let becomes_another = bubblewrap::is_root() && (level == Level::Bubblewrap || !job.keeps);
        // What a compiler writes, the next one has to read.
        let user = becomes_another.then(|| if job.keeps { COMPILER } else { somebody() });
        if let Some(user) = user {
            hand_over(&job.folder, user)?;
            job.writes.map_or(Ok(()), |file| hand_over(file, user))?;
        }
        let arguments: Option<Vec<String>> = job
            .arguments
            .iter()
            .map(|argument| argument.to_str().map(str::to_owned))
            .collect();
        Ok(Order {
            level: level.name().to_owned(),
            bounds: bounds.clone(),
            user,
            reads: job.reads.clone(),
            writes: job
                .writes
                .map(Path::to_path_buf)
                .into_iter()
                .chain([job.folder.clone()])
                .collect(),
            program,
            arguments: arguments.ok_or_else(|| io::Error::other("an argument is not UTF-8"))?,
        })
    }

    /// As the helper's argument.
    pub(super) fn text(&self) -> String {
        serde_json::to_string(self).expect("paths of our own are UTF-8")
    }
}

/// Where a job finds the file that it may write to.
pub(crate) fn place_of(level: Level, file: &Path) -> PathBuf {
    match level {
        Level::Bubblewrap => WRITES.into(),
        Level::Landlock | Level::None => file.to_path_buf(),
    }
}

/// Does the helper's work if these are arguments for it, and returns what to
/// exit with; `None` if they are not. If all goes well at the level `bwrap` it
/// does not return: the process is the program then.
pub fn confine(mut arguments: impl Iterator<Item = OsString>) -> Option<ExitCode> {
    if arguments.nth(1)? != WORD {
        return None;
    }
    let order = arguments.next().unwrap_or_default();
    let failed = |error: io::Error| {
        eprintln!("the program can't be started in the sandbox: {error}");
        ExitCode::from(FAILED)
    };
    Some(obey(&order.to_string_lossy()).unwrap_or_else(failed))
}

fn obey(order: &str) -> io::Result<ExitCode> {
    let order: Order = serde_json::from_str(order)?;
    let level = Level::ALL
        .into_iter()
        .find(|level| level.name() == order.level)
        .ok_or_else(|| io::Error::other("there is no such level"))?;
    let mut program = Command::new(&order.program);
    program.args(&order.arguments);
    #[cfg(unix)]
    confine_this_process(level, &order)?;
    match level {
        #[cfg(unix)]
        Level::Bubblewrap => {
            use std::os::unix::process::CommandExt;
            Err(program.exec())
        }
        #[cfg(not(unix))]
        Level::Bubblewrap => Err(io::ErrorKind::Unsupported.into()),
        Level::Landlock | Level::None => super::descendants::supervise(program),
    }
}

#[cfg(unix)]
fn confine_this_process(level: Level, order: &Order) -> io::Result<()> {
    // At the other levels the processes of the reader would count, too, unless
    // the program has a user of its own.
    let counts = level == Level::Bubblewrap || order.user.is_some();
    order.bounds.apply(counts)?;
    if level == Level::Landlock {
        lock(order)?;
    }
    if let Some(user) = order.user {
        become_another(user)?;
    }
    Ok(())
}

/// The numbers that Linux distributions keep free for users that exist only as
/// long as a service runs.
const FREE_USERS: Range<u32> = 61_185..65_520;
/// One more of them, for compilers.
const COMPILER: u32 = FREE_USERS.start - 1;

/// A user whom nobody else is at this time, as far as it can be told.
fn somebody() -> u32 {
    static RUNS: AtomicU32 = AtomicU32::new(0);
    let run = RUNS.fetch_add(1, Ordering::Relaxed);
    // Two readers at once begin at two places.
    let place = std::process::id().wrapping_mul(97).wrapping_add(run);
    FREE_USERS.start + place % (FREE_USERS.end - FREE_USERS.start)
}

#[cfg(target_os = "linux")]
fn become_another(user: u32) -> io::Result<()> {
    use rustix::process::{Gid, Uid};
    use rustix::thread::{set_thread_groups, set_thread_res_gid, set_thread_res_uid};
    let (user, group) = (Uid::from_raw(user), Gid::from_raw(user));
    set_thread_groups(&[])?;
    set_thread_res_gid(group, group, group)?;
    set_thread_res_uid(user, user, user)?;
    Ok(())
}

#[cfg(all(unix, not(target_os = "linux")))]
fn become_another(_: u32) -> io::Result<()> {
    Err(io::Error::other("the reader does not run programs as root"))
}

/// Gives a folder or file to a user.
fn hand_over(place: &Path, user: u32) -> io::Result<()> {
    #[cfg(unix)]
    return std::os::unix::fs::chown(place, Some(user), Some(user));
    #[cfg(not(unix))]
    return Ok(());
}

/// Folders and files of the system that a program or a compiler reads.
#[cfg(target_os = "linux")]
const SYSTEM: [&str; 12] = [
    "/usr",
    "/bin",
    "/sbin",
    "/lib",
    "/lib32",
    "/lib64",
    "/etc/alternatives",
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/ld.so.conf.d",
    "/dev",
    "/proc",
];

/// From here on this process and all that it starts open nothing else, and make
/// no TCP connection.
#[cfg(target_os = "linux")]
fn lock(order: &Order) -> io::Result<()> {
    use landlock::{
        ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, Ruleset, RulesetAttr,
        RulesetCreatedAttr, RulesetStatus, Scope, path_beneath_rules,
    };
    let abi = ABI::V6;
    let (read, write) = (AccessFs::from_read(abi), AccessFs::from_all(abi));
    let reads = order.reads.iter().chain([&order.program]);
    let devices = ["/dev/null", "/dev/zero"].map(PathBuf::from);
    let status = Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(abi))
        .and_then(|rules| rules.handle_access(AccessNet::from_all(abi)))
        .and_then(|rules| rules.scope(Scope::from_all(abi)))
        .and_then(|rules| rules.create())
        .and_then(|rules| rules.add_rules(path_beneath_rules(SYSTEM, read)))
        .and_then(|rules| rules.add_rules(path_beneath_rules(reads, read)))
        .and_then(|rules| {
            rules.add_rules(path_beneath_rules(
                order.writes.iter().chain(&devices),
                write,
            ))
        })
        .and_then(|rules| rules.restrict_self())
        .map_err(io::Error::other)?;
    match status.ruleset {
        RulesetStatus::NotEnforced => Err(io::Error::other("this kernel has no Landlock")),
        _ => Ok(()),
    }
}

#[cfg(all(unix, not(target_os = "linux")))]
fn lock(_: &Order) -> io::Result<()> {
    Err(io::Error::other("only Linux has Landlock"))
}
