//! Each case in `clippy/` is caught by its lint, with the words that the page shows.

use mistakes::{Folder, check_messages, insist, root, strangers};

#[ctor::ctor(unsafe)]
fn before_main() {
    let root = root().to_str().expect("cargo needs a path in UTF-8 too");
    let variables = [
        ("RUSTC_WORKSPACE_WRAPPER", "clippy-driver"),
        // The workspace's clippy.toml, which configures `disallowed_methods`.
        ("CLIPPY_CONF_DIR", root),
        // A link in the message would change with every version.
        ("CLIPPY_DISABLE_DOCS_LINKS", "1"),
    ];
    // SAFETY: nothing runs yet.
    #[expect(unsafe_code, reason = "cargo and clippy read their environment")]
    unsafe {
        mistakes::plan_trybuild(&variables);
    }
}

#[test]
fn every_case_has_its_cure() {
    insist(&strangers(Folder::Clippy));
}

/// The test `run` compiles the cures, under clippy, and runs them.
#[test]
fn every_case_is_caught_in_these_words() {
    insist(&check_messages(Folder::Clippy));
}
