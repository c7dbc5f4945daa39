//! A fault is told with its place, and the last good build stays.

use crate::harness::{Book, Reading};

/// The faults that a page is told when it opens.
fn faults(reading: &Reading<'_>) -> String {
    reading.listen().next("faults")
}

#[test]
fn a_dead_include_keeps_the_last_good_build() {
    let book = Book::new();
    let reading = book.open();
    let mut page = reading.listen();
    let before = page.next("edition");
    assert_eq!(page.next("faults"), "[]");

    book.write(
        "book/one.md",
        "# One\n\nNew.\n\n{{#include ../examples/none.rs}}\n",
    );
    let told = page.until("faults", |faults| faults != "[]");
    let fault = "book/one.md:5: the include finds no file examples/none.rs";
    assert!(told.starts_with(&format!("[\"{fault}")), "{told}");
    assert!(reading.line().starts_with(fault));
    assert_eq!(reading.line(), "The last good build is still being served.");
    let one = reading.get("/one.html");
    assert!(one.status == 200 && one.body.contains("The first text."));
    // A page that is opened now is told too, and isn't reloaded.
    let mut other = reading.listen();
    assert_eq!(other.next("edition"), before);
    assert_eq!(other.next("faults"), told);

    book.write("book/one.md", "# One\n\nMended.\n");
    let mended = page.until("edition", |edition| edition != before);
    assert_eq!(page.next("faults"), "[]");
    let one = reading.get("/one.html").body;
    assert!(one.contains("Mended.") && one.contains(&mended), "{one}");
    assert!(
        reading
            .line()
            .starts_with("book/one.md changed: mended and rebuilt in ")
    );
}

#[test]
fn a_book_that_was_never_whole_is_told_on_every_path_until_it_is() {
    let book = Book::new();
    book.write("book/one.md", "{{#include <img src=x>}}\n");
    let reading = book.open();
    for path in ["/", "/part/two.html", "/none"] {
        let answer = reading.get(path);
        assert_eq!(answer.status, 503);
        assert!(
            answer.body.contains("<li>book/one.md:1: "),
            "{}",
            answer.body
        );
        assert!(!answer.body.contains("<img"), "{}", answer.body);
        assert!(answer.body.contains("/reader/live.js"));
    }
    let mut page = reading.listen();
    assert!(page.next("faults").contains("book/one.md:1: "));
    book.write("book/one.md", "# One\n\nMended.\n");
    page.next("edition");
    assert_eq!(page.next("faults"), "[]");
    assert!(reading.get("/").body.contains("Mended."));
}

#[test]
fn an_entry_without_a_file_is_told_by_its_line() {
    let book = Book::new();
    book.write(
        "book/SUMMARY.md",
        "# Summary\n\n[One](one.md)\n[None](none.md)\n",
    );
    assert_eq!(
        faults(&book.open()),
        r#"["book/SUMMARY.md:4: the entry has no file none.md"]"#
    );
    assert!(!book.root().join("book/none.md").exists());
}

#[test]
fn broken_toml_is_told_by_its_line_and_followed_when_mended() {
    let book = Book::new();
    let reading = book.open();
    let mut page = reading.listen();
    let good = std::fs::read_to_string(book.root().join("book.toml")).unwrap();
    book.replace("book.toml", &good.replace("src = \"book\"", "src = book"));
    let told = page.until("faults", |faults| faults != "[]");
    assert!(told.starts_with("[\"book.toml:3: "), "{told}");
    book.replace("book.toml", &good.replace("Small", "Renamed"));
    page.until("faults", |faults| faults == "[]");
    assert!(reading.get("/").body.contains("Renamed"));
}

#[test]
fn what_mdbook_warns_of_is_a_fault_of_its_page() {
    let book = Book::new();
    book.write("book/part/two.md", "# Two\n\n<div>never closed\n");
    let told = faults(&book.open());
    assert!(
        told.starts_with("[\"book/part/two.md: unclosed HTML tag `<div>`"),
        "{told}"
    );
}
