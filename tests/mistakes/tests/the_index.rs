//! The error index of the book is made of what the other tests compare.

use mistakes::{compare, index, insist, root};

#[test]
fn the_error_index_is_up_to_date() {
    let file = root().join("book/appendices/error-index.md");
    let shown = index(root()).and_then(|page| compare(&page, &file));
    insist(&shown.err().into_iter().collect::<Vec<_>>());
}
