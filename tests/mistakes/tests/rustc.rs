//! Each case in `rustc/` is refused, with the words that the page shows.

use mistakes::{Folder, check_messages, insist, strangers};

#[ctor::ctor(unsafe)]
fn before_main() {
    // SAFETY: nothing runs yet.
    #[expect(unsafe_code, reason = "trybuild reads its environment")]
    unsafe {
        mistakes::plan_trybuild(&[]);
    }
}

#[test]
fn every_case_has_its_cure() {
    insist(&strangers(Folder::Rustc));
}

/// The test `run` compiles the cures, and runs them.
#[test]
fn every_case_is_refused_in_these_words() {
    insist(&check_messages(Folder::Rustc));
}
