//! A measurement in a process of its own, where nothing that ran before has
//! left memory behind.

use std::env;
use std::io;
use std::process::{Command, Stdio};

/// Runs the program that calls this once more, with these arguments, and
/// returns what it printed. Its standard error goes where ours goes.
///
/// # Errors
///
/// When it can't be started, or does not end well.
pub fn in_a_process_of_its_own(arguments: &[&str]) -> io::Result<String> {
    let output = Command::new(env::current_exe()?)
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()?;
    if !output.status.success() {
        return Err(io::Error::other(format!(
            "the measuring process ended with {}",
            output.status
        )));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
