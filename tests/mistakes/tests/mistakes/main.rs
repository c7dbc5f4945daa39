//! Each mistake is caught with the words that the page shows, and each cure does
//! the work.
//!
//! All in one program, so that what compiles runs beside what waits in real time.

mod clippy;
mod manifest;
mod run;
mod rustc;

use mistakes::{Folder, check_messages, insist, updating};
use std::env;
use std::process::Command;
use std::sync::Mutex;

/// In the process that compiles the cases of a folder: the test that started it.
const STARTED_BY: &str = "MISTAKES_STARTED_BY";

/// Compares what the compiler says to each case of a folder, with variables that
/// cargo and the compiler read. As they are for one folder alone, a process of
/// their own runs the test `test` once more, which calls this.
fn compare_messages(test: &str, folder: Folder, variables: &[(&str, &str)]) {
    if env::var_os(STARTED_BY).is_some_and(|name| name == test) {
        return insist(&check_messages(folder));
    }
    // They would wait for one another in trybuild, which looks again every half second.
    static ALONE: Mutex<()> = Mutex::new(());
    let _alone = ALONE.lock();
    // trybuild is told so to write what it would compare.
    let overwrite = updating().then_some(("TRYBUILD", "overwrite"));
    let output = Command::new(env::current_exe().expect("this test is a file"))
        .args(["--exact", test, "--nocapture"])
        .env(STARTED_BY, test)
        .envs(variables.iter().copied().chain(overwrite))
        .output()
        .expect("this test runs");
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{words}");
    // A name that no test has would be no failure.
    let ran = String::from_utf8_lossy(&output.stdout);
    assert!(ran.contains("1 passed"), "there is no test {test}");
}
