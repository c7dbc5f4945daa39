//! A mistake that no page shows teaches nobody, nor does one without a cure.

use super::chapters::files_in;
use manuscript::{Fault, Manuscript, Page};
use std::path::Path;

/// Cases of `tests/mistakes` that no page shows with their words and cure.
pub fn unshown(book: &Manuscript) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in files_in(&book.root, "tests/mistakes") {
        let name = file.to_string_lossy().replace('\\', "/");
        let is_case = ["rustc", "clippy", "run"].iter().any(|folder| {
            name.starts_with(&format!("tests/mistakes/{folder}/"))
                && name.ends_with(".rs")
                && !name.ends_with(".cure.rs")
        });
        if is_case {
            faults.extend(unshown_case(book, &file));
        }
    }
    faults
}

fn unshown_case(book: &Manuscript, case: &Path) -> Option<Fault> {
    let shows =
        |page: &Page, file: &Path| page.includes().iter().any(|include| include.file == file);
    let Some(page) = book.pages.iter().find(|page| shows(page, case)) else {
        return Some(Fault::new(case, "no page shows this mistake"));
    };
    let words = if case.starts_with("tests/mistakes/run") {
        "out"
    } else {
        "message"
    };
    for (ending, what) in [(words, "what it says"), ("cure.rs", "its cure")] {
        if !shows(page, &case.with_extension(ending)) {
            let file = page.file.to_string_lossy().replace('\\', "/");
            return Some(Fault::new(
                case,
                format!("{file} shows this mistake without {what} (.{ending})"),
            ));
        }
    }
    None
}
