//! Each case in `manifest/` is refused, with the words that the page shows, and
//! its cure compiles.

use mistakes::{Folder, check_manifests, compare, feature_table, insist, strangers};
use std::path::Path;

#[test]
fn every_case_has_its_manifests() {
    insist(&strangers(Folder::Manifest));
}

/// The tests of `run` run the programs.
#[test]
fn every_case_is_refused_in_these_words_and_its_cure_compiles() {
    // In cargo's own target folder, wherever that is.
    let packages = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("manifest");
    insist(&check_manifests(&packages));
    // It is made of the words that were just compared.
    let table = Folder::Manifest.path().join("table.md");
    let complaint = feature_table()
        .and_then(|text| compare(&text, &table))
        .err();
    insist(complaint.as_slice());
}
