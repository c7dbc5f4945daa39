//! Every program of every page: compiled as a reader compiles it, and run.
//!
//! skeptic generates the tests (see `build.rs`); a test is named for the page
//! and the line of its fence. Not one process is started that the cache of
//! compiled programs can spare.

use std::env;
use std::num::NonZero;
use std::panic::{self, PanicHookInfo};
use std::sync::OnceLock;
use std::thread;

/// The tests, and where in the book their programs stand.
const PLACES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/places.rs"));

mod programs {
    use super::busy as skeptic;
    include!(concat!(env!("OUT_DIR"), "/programs.rs"));
}

#[test]
fn the_book_can_be_read() {
    let faults = include_str!(concat!(env!("OUT_DIR"), "/faults.rs"));
    if env::var_os("UPDATE").is_some() && !faults.is_empty() {
        // These tests were compiled before others wrote what is missing here.
        return println!("run `cargo test` once more to test the programs:\n{faults}");
    }
    assert!(
        faults.is_empty(),
        "no program of the book was tested:\n{faults}"
    );
}

mod busy;
mod wrong_pages;

/// Runs before the threads of the tests start.
#[ctor::ctor(unsafe)]
fn compile_as_a_reader() {
    // Most programs wait most of their time, so more of them run than there are
    // cores.
    let jobs = 2 * thread::available_parallelism().map_or(1, NonZero::get);
    // SAFETY: no other thread runs yet.
    unsafe {
        env::set_var("RUSTC", env!("PAGES_RUSTC"));
        env::set_var("SKEPTIC_JOBS", jobs.to_string());
        env::set_var("RUST_TEST_THREADS", jobs.to_string());
        env::set_var("RUST_BACKTRACE", "0");
        env::set_var("SKEPTIC_BINARY_CACHE_MB", "600");
    }
    let default = panic::take_hook();
    panic::set_hook(Box::new(move |info| match words(info) {
        Some(words) => eprint!("{words}"),
        None => default(info),
    }));
}

/// The place of the program at fault, in place of skeptic's report of all its
/// flags. The compiler's or the program's own words have been printed already.
fn words(info: &PanicHookInfo<'_>) -> Option<String> {
    if info.payload().downcast_ref().is_some_and(busy::is_busy) {
        return Some(String::new()); // it will be tried again
    }
    let report = info.payload_as_str()?.strip_prefix("Command failed:")?;
    let current = thread::current();
    let name = current.name()?.rsplit("::").next()?;
    let bad = wrong_pages::PLACE.get().copied();
    let place = PLACES
        .iter()
        .find(|(test, _)| *test == name)
        .map(|(_, place)| *place);
    let what = if report.contains(env!("PAGES_RUSTC")) {
        "this program does not compile; rustc's words are above"
    } else {
        "this program failed when it ran; what it printed is above"
    };
    Some(format!("{}: {what}\n", bad.or(place)?))
}

/// Set in the process that runs a bad page.
type Place = OnceLock<&'static str>;
