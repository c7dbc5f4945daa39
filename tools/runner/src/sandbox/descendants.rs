//! Runs a program as the ancestor of all that it starts, and ends them with it.
//!
//! A program can leave its process group; on Linux it can't leave its
//! descendants: those whose parent is gone become children of this process.

use std::io::{self, Read};
use std::process::{Command, ExitCode, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

/// Starts the program, waits for its end, and ends what is left of it. Ends it
/// itself when standard input is closed: whoever waited is gone then.
pub(super) fn supervise(mut program: Command) -> io::Result<ExitCode> {
    adopt_orphans()?;
    let mut child = program.stdin(Stdio::null()).spawn()?;
    static IS_OVER: AtomicBool = AtomicBool::new(false);
    std::thread::spawn(|| {
        let mut nothing = [0];
        // Nobody writes to it.
        let _closed = io::stdin().read(&mut nothing);
        if !IS_OVER.swap(true, Ordering::SeqCst) {
            end_descendants();
            std::process::exit(0);
        }
    });
    let status = child.wait()?;
    if IS_OVER.swap(true, Ordering::SeqCst) {
        // The other thread ends this process.
        loop {
            std::thread::park();
        }
    }
    end_descendants();
    Ok(as_it_ended(status))
}

#[cfg(target_os = "linux")]
fn adopt_orphans() -> io::Result<()> {
    Ok(rustix::process::set_child_subreaper(Some(rustix::process::getpid()))?)
}

#[cfg(not(target_os = "linux"))]
fn adopt_orphans() -> io::Result<()> {
    Ok(())
}

/// Kills children until there are none: those of a child that is gone are ours.
#[cfg(target_os = "linux")]
fn end_descendants() {
    use rustix::process::{
        Pid, Resource, Rlimit, Signal, WaitOptions, kill_process, prlimit, wait,
    };
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    loop {
        for child in children().into_iter().filter_map(Pid::from_raw) {
            // One that multiplies faster than we kill can do so no longer.
            let _gone = prlimit(Some(child), Resource::Nproc, none.clone());
            let _gone = kill_process(child, Signal::KILL);
        }
        // An error says that there are none.
        if wait(WaitOptions::empty()).is_err() {
            return;
        }
    }
}

#[cfg(target_os = "linux")]
fn children() -> Vec<i32> {
    let tasks = std::fs::read_dir("/proc/self/task").into_iter().flatten();
    let lists = tasks.filter_map(|task| std::fs::read_to_string(task.ok()?.path().join("children")).ok());
    lists
        .flat_map(|list| {
            let numbers = list.split_whitespace().filter_map(|number| number.parse().ok());
            numbers.collect::<Vec<i32>>()
        })
        .collect()
}

#[cfg(not(target_os = "linux"))]
fn end_descendants() {}

/// Ends this process by the same signal or with the same code.
fn as_it_ended(status: ExitStatus) -> ExitCode {
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;
        if let Some(signal) = status.signal().and_then(rustix::process::Signal::from_named_raw) {
            // A panic's abort is one.
            let _never_fails = rustix::process::kill_process(rustix::process::getpid(), signal);
        }
    }
    ExitCode::from(u8::try_from(status.code().unwrap_or(1)).unwrap_or(1))
}
