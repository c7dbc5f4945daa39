//! The level `bwrap`: a file system made of what the job may see and nothing
//! else, without network, and with process numbers of its own.

use super::{Bounds, Job, WORK, WRITES, environment};
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use tokio::process::Command;

/// Where the helper and the program are seen.
const HELPER: &str = "/run/poll-by-poll/confine";
pub(super) const PROGRAM: &str = "/run/poll-by-poll/program";

/// Folders that are links into `/usr` on most systems, and folders on others.
const BESIDE_USR: [&str; 5] = ["/bin", "/sbin", "/lib", "/lib32", "/lib64"];

/// What a compiler needs of the system besides `/usr`: which linker is meant,
/// and where libraries are.
const OF_THE_SYSTEM: [&str; 4] = [
    "/etc/alternatives",
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/ld.so.conf.d",
];

/// The command up to the helper, whose arguments follow.
pub(super) fn command(helper: &Path, bounds: &Bounds, job: &Job<'_>) -> io::Result<Command> {
    let mut bwrap = Command::new("bwrap");
    bwrap.args(["--unshare-ipc", "--unshare-pid", "--unshare-net"]);
    bwrap.args(["--unshare-uts", "--unshare-cgroup-try"]);
    bwrap.args(["--die-with-parent", "--new-session"]);
    if is_root() {
        // The helper becomes another user inside, when everything is in its place:
        // before, that user could not enter the folders that are to be seen.
        bwrap.args(["--cap-drop", "ALL"]);
        bwrap.args(["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]);
    } else {
        bwrap.arg("--unshare-user");
    }
    bwrap.args(["--proc", "/proc", "--dev", "/dev"]);
    memory_disk(&mut bwrap, bounds, "/dev/shm");
    bwrap.args(["--remount-ro", "/dev"]);
    memory_disk(&mut bwrap, bounds, "/tmp");
    let mut seen: Vec<&Path> = job.reads.iter().map(PathBuf::as_path).collect();
    seen.extend([HELPER, WORK].map(Path::new));
    seen.extend(OF_THE_SYSTEM.map(Path::new));
    enterable(&mut bwrap, &seen);
    system(&mut bwrap);
    see(&mut bwrap, "--ro-bind", helper, HELPER);
    see(&mut bwrap, "--ro-bind", &job.program, PROGRAM);
    for read in &job.reads {
        see(&mut bwrap, "--ro-bind", read, read);
    }
    if job.keeps {
        see(&mut bwrap, "--bind", &job.folder, WORK);
    } else {
        memory_disk(&mut bwrap, bounds, WORK);
    }
    if let Some(file) = job.writes {
        see(&mut bwrap, "--bind", file, WRITES);
    }
    bwrap.args(["--remount-ro", "/", "--chdir", WORK, "--clearenv"]);
    for (name, value) in environment(job, Path::new(WORK)) {
        bwrap.arg("--setenv").arg(name).arg(value);
    }
    bwrap.arg("--").arg(HELPER);
    Ok(bwrap)
}

fn system(bwrap: &mut Command) {
    see(bwrap, "--ro-bind", "/usr", "/usr");
    for place in BESIDE_USR {
        match fs::read_link(place) {
            Ok(target) => see(bwrap, "--symlink", &target, place),
            Err(_) => see(bwrap, "--ro-bind-try", place, place),
        }
    }
    for place in OF_THE_SYSTEM {
        see(bwrap, "--ro-bind-try", place, place);
    }
}

fn see(bwrap: &mut Command, how: &str, from: impl AsRef<OsStr>, to: impl AsRef<OsStr>) {
    bwrap.arg(how).arg(from).arg(to);
}

/// Makes the folders above these places, which everybody may enter then. bwrap would
/// make them for the user who calls it alone.
fn enterable(bwrap: &mut Command, places: &[&Path]) {
    let above = places.iter().flat_map(|place| place.ancestors().skip(1));
    let folders: BTreeSet<&Path> = above.filter(|folder| folder.parent().is_some()).collect();
    for folder in folders
        .into_iter()
        .filter(|folder| !folder.starts_with("/usr"))
    {
        bwrap.args(["--perms", "0755", "--dir"]).arg(folder);
    }
}

/// A folder in memory, of the size that is left to the disk.
fn memory_disk(bwrap: &mut Command, bounds: &Bounds, place: &str) {
    bwrap.arg("--perms").arg("1777");
    bwrap.arg("--size").arg(bounds.disk.to_string());
    bwrap.args(["--tmpfs", place]);
}

/// Whether this process may become any other user.
pub(super) fn is_root() -> bool {
    #[cfg(unix)]
    return rustix::process::geteuid().is_root();
    #[cfg(not(unix))]
    return false;
}
