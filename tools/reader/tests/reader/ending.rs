//! Ctrl-C and `kill` end the reader cleanly, whoever is connected.

use crate::harness::Book;
use std::io::Write;

fn ends_cleanly_by(signal: &str) {
    let book = Book::new();
    let reading = book.open();
    assert_eq!(book.copies().len(), 1);
    let mut page = reading.listen();
    page.next("faults");
    let mut slow = reading.connect();
    slow.write_all(b"GET / HTTP/1.1\r\nHost: loc").unwrap();

    let (said, status) = reading.end(signal);
    assert_eq!(said, ["Closed."]);
    assert_eq!(status.code(), Some(0), "{status}");
    page.end();
    assert!(book.copies().is_empty(), "{:?}", book.copies());
}

#[test]
fn ctrl_c_ends_it_and_leaves_nothing() {
    ends_cleanly_by("INT");
}

#[test]
fn a_polite_kill_ends_it_and_leaves_nothing() {
    ends_cleanly_by("TERM");
}

#[test]
fn what_a_killed_reader_left_goes_with_the_next() {
    let book = Book::new();
    let living = book.open();
    let (_, status) = book.open().end("KILL");
    assert_eq!(status.code(), None);
    assert_eq!(book.copies().len(), 2);
    let _next = book.open();
    assert_eq!(book.copies().len(), 2);
    assert_eq!(living.get("/").status, 200);
}
