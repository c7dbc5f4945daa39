//! Each case in `clippy/` is caught by its lint, with the words that the page shows.

use crate::compare_messages;
use mistakes::{Folder, insist, root, strangers};

#[test]
fn every_case_has_its_cure() {
    insist(&strangers(Folder::Clippy));
}

/// The tests of `run` compile the cures, under clippy, and run them.
#[test]
fn every_case_is_caught_in_these_words() {
    let root = root().to_str().expect("cargo needs a path in UTF-8 too");
    let variables = [
        ("RUSTC_WORKSPACE_WRAPPER", "clippy-driver"),
        // The workspace's clippy.toml, which configures `disallowed_methods`.
        ("CLIPPY_CONF_DIR", root),
        // A link in the message would change with every version.
        ("CLIPPY_DISABLE_DOCS_LINKS", "1"),
    ];
    compare_messages(
        "clippy::every_case_is_caught_in_these_words",
        Folder::Clippy,
        &variables,
    );
}
