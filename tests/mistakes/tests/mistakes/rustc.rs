//! Each case in `rustc/` is refused, with the words that the page shows.

use crate::compare_messages;
use mistakes::{Folder, insist, strangers};

#[test]
fn every_case_has_its_cure() {
    insist(&strangers(Folder::Rustc));
}

/// The tests of `run` compile the cures, and run them.
#[test]
fn every_case_is_refused_in_these_words() {
    let test = "rustc::every_case_is_refused_in_these_words";
    compare_messages(test, Folder::Rustc, &[]);
}
