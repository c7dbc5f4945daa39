//! Runs a program as the ancestor of all that it starts, and ends them with it.
//!
//! A program can leave its process group; on Linux it can't leave its
//! descendants: those whose parent is gone become children of this process.

use std::io::{self, Read};
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};

/// Starts the program, waits for its end, and ends what is left of it. Ends it
/// itself when standard input is closed: whoever waited is gone then.
pub(super) fn supervise(mut program: Command) -> io::Result<ExitCode> {
    adopt_orphans()?;
    let mut child = program.stdin(Stdio::null()).spawn()?;
    end_with_our_input(&child)?;
    let status = child.wait()?;
    end_descendants();
    Ok(as_it_ended(status))
}

/// Kills the child when nothing can be read from standard input any more. What
/// the child started is left to the other thread, which alone waits for
/// processes: else either could wait for one that nobody has killed.
#[cfg(target_os = "linux")]
fn end_with_our_input(child: &Child) -> io::Result<()> {
    use rustix::process::{Pid, PidfdFlags, Signal, pidfd_open, pidfd_send_signal};
    let pid = Pid::from_child(child);
    let child = pidfd_open(pid, PidfdFlags::empty())?;
    std::thread::spawn(move || {
        // Nobody writes to it.
        let _closed = io::stdin().read(&mut [0]);
        let _gone = pidfd_send_signal(&child, Signal::KILL);
    });
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn end_with_our_input(_: &Child) -> io::Result<()> {
    std::thread::spawn(|| {
        let _closed = io::stdin().read(&mut [0]);
        std::process::exit(1);
    });
    Ok(())
}

#[cfg(target_os = "linux")]
fn adopt_orphans() -> io::Result<()> {
    Ok(rustix::process::set_child_subreaper(Some(
        rustix::process::getpid(),
    ))?)
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
            let _gone = prlimit(Some(child), Resource::Nproc, none);
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
    let lists =
        tasks.filter_map(|task| std::fs::read_to_string(task.ok()?.path().join("children")).ok());
    lists
        .flat_map(|list| {
            let numbers = list
                .split_whitespace()
                .filter_map(|number| number.parse().ok());
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
        if let Some(signal) = status
            .signal()
            .and_then(rustix::process::Signal::from_named_raw)
        {
            // A panic's abort is one.
            let _never_fails = rustix::process::kill_process(rustix::process::getpid(), signal);
        }
    }
    ExitCode::from(u8::try_from(status.code().unwrap_or(1)).unwrap_or(1))
}
