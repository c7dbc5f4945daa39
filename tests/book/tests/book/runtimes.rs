//! A program tells on our runtime what it tells on tokio.

use crate::figures;
use the_book::root;

/// The line of the program that says whose runtime it is.
const OURS: &str = "use poll_by_poll::runtime::{Builder, sleep, spawn};\n";
const TOKIOS: &str = "use tokio::{runtime::Builder, spawn, time::sleep};\n";
const BUILT: &str = ".build()";
const TOKIOS_BUILT: &str = ".enable_all().build().unwrap()";

#[test]
fn our_runtime_tells_what_tokio_tells() {
    let file = root().join("tests/book/programs/survey.rs");
    let ours = std::fs::read_to_string(file).expect("it can be read");
    assert!(ours.contains(OURS) && ours.contains(BUILT), "{ours}");
    let tokios = ours.replace(OURS, TOKIOS).replace(BUILT, TOKIOS_BUILT);
    let [ours, tokios] = [ours, tokios].map(|source| figures::record("survey", &source).text());
    assert!(ours.contains("\"Sleep\""), "{ours}");
    assert_eq!(ours, tokios);
}
