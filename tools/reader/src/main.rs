//! Opens the book.
fn main() {}
