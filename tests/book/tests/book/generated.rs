//! What the project says of itself is up to date.

use std::io::{self, Write};
use the_book::error_index::error_index;
use the_book::rules::{fences, prose};
use the_book::{compare, generated, is_other_compiler, manuscript, root, updating};

#[test]
fn what_the_project_says_of_itself_is_so() {
    match updating() {
        true => crate::written(),
        false => compare_all(),
    }
}

/// The pages and tables that a machine writes.
pub(crate) fn compare_all() {
    the_page_of_versions_names_the_versions_in_use();
    the_error_index_lists_every_mistake();
    the_readme_counts_the_fences_of_the_book();
}

fn the_page_of_versions_names_the_versions_in_use() {
    if is_other_compiler() {
        return; // the page is the pinned compiler's
    }
    let page = generated::versions(root());
    if let Err(difference) = compare(&page, &root().join("book/appendices/versions.md")) {
        panic!("{difference}");
    }
}

fn the_error_index_lists_every_mistake() {
    let page = error_index(&manuscript()).unwrap_or_else(|error| panic!("{error}"));
    if let Err(difference) = compare(&page, &root().join("book/appendices/error-index.md")) {
        panic!("{difference}");
    }
}

fn the_readme_counts_the_fences_of_the_book() {
    let readme = generated::readme(&manuscript());
    if let Err(difference) = compare(&readme, &root().join("README.md")) {
        panic!("{difference}");
    }
}

/// A report, for the author: it goes past the test's captured output.
#[test]
fn every_fence_has_been_counted() {
    crate::written();
    let book = manuscript();
    let mut out = io::stdout().lock();
    writeln!(out, "\nThe book, in words of prose:").unwrap();
    for (page, words) in prose::lengths(&book) {
        writeln!(out, "{words:>7}  {}", page.display()).unwrap();
    }
    writeln!(out, "Its fences:").unwrap();
    let mut counted = 0;
    for (kind, count) in fences::count(&book) {
        writeln!(out, "{count:>7}  {}", kind.words()).unwrap();
        counted += count;
    }
    let all: usize = book.pages.iter().map(|page| page.code_blocks().len()).sum();
    assert_eq!(
        counted, all,
        "a fence of no known kind was left out of the count"
    );
}
