//! Wrong pages are found: each in a process of its own, its words compared.
//!
//! The name puts these tests last: each of the processes asks cargo anew, which the
//! programs of the book need not wait for.

use std::env;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::busy as skeptic;
include!(concat!(env!("OUT_DIR"), "/wrong-pages.rs"));

/// In the process that runs a wrong page: where its program stands.
pub(crate) static PLACE: super::Place = super::Place::new();

/// Names the wrong page that a process has to run.
const WRONG_PAGE: &str = "WRONG_PAGE";

#[test]
fn a_missing_await_is_found() {
    is_found("missing-await", "wrong_pages::a_missing_await_is_found");
}

#[test]
fn a_crate_that_no_reader_declares_is_not_linked() {
    is_found(
        "undeclared-crate",
        "wrong_pages::a_crate_that_no_reader_declares_is_not_linked",
    );
}

#[test]
fn a_program_without_end_is_stopped() {
    is_found(
        "hanging-fence",
        "wrong_pages::a_program_without_end_is_stopped",
    );
}

/// Runs the test `test` once more, in a process that runs the wrong page.
fn is_found(fixture: &str, test: &str) {
    if env::var_os(WRONG_PAGE).is_some() {
        return run(fixture);
    }
    let output = Command::new(env::current_exe().expect("this test is a file"))
        .args(["--exact", test, "--nocapture"])
        .env(WRONG_PAGE, fixture)
        .env("PAGES_WATCHDOG_MILLISECONDS", "200")
        .output()
        .expect("this test runs");
    assert!(
        !output.status.success(),
        "nothing was found wrong with the page {fixture}"
    );
    let words = String::from_utf8_lossy(&output.stderr);
    let expected = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../book/fixtures")
        .join(fixture)
        .join("expected.txt");
    if env::var_os("UPDATE").is_some() {
        fs::write(&expected, &*words).expect("the fixture is ours");
    }
    assert_eq!(words, fs::read_to_string(&expected).unwrap_or_default());
}

fn run(fixture: &str) {
    let (_, program, place) = WRONG_PAGES
        .iter()
        .find(|(name, ..)| *name == fixture)
        .expect("build.rs generates every fixture");
    PLACE.set(place).expect("set once");
    program();
}
