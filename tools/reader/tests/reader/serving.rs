//! What is served, to whom, and how it follows the book.

use crate::harness::Book;
use std::fs;
use std::net::TcpListener;
use std::process::Command;

#[test]
fn the_book_is_served_and_never_kept() {
    let book = Book::new();
    let reading = book.open();
    assert!(reading.opening[0].starts_with("Small: 2 pages built in "));
    let index = reading.get("/");
    assert_eq!(index.status, 200);
    assert!(index.body.contains("The first text."), "{}", index.body);
    assert!(index.has("content-type: text/html"), "{}", index.head);
    assert!(index.has("cache-control: no-store"), "{}", index.head);
    assert!(index.has("x-content-type-options: nosniff"));
    assert!(!index.head.contains("access-control"), "{}", index.head);
    assert!(reading.get("/part/two.html").body.contains("fn main()"));
    let script = reading.get("/reader/live.js");
    assert!(script.has("content-type: text/javascript; charset=utf-8"));
    assert!(
        reading
            .get("/reader/live.css")
            .has("content-type: text/css; charset=utf-8")
    );
}

#[test]
fn a_figures_steps_are_served_like_a_page() {
    let book = Book::new();
    book.write(
        "book/figures/figures.toml",
        "[two]\ntitle = \"Two\"\n[lost]\ntitle = \"No recording\"\n",
    );
    let task = "{\"id\":1,\"kind\":\"block_on\",\"line\":1,\"column\":1}";
    let recording =
        format!("{{\"recording\":1}}\n{{\"at\":0,\"task\":{task}}}\n{{\"events\":1}}\n");
    book.write("book/figures/two.json", &recording);
    let reading = book.open();
    let steps = reading.get("/figures/two.steps.json");
    assert_eq!(steps.status, 200);
    assert!(steps.has("content-type: application/json"));
    assert!(steps.body.starts_with("{\"program\":\"fn main() {}\""));
    assert!(steps.body.contains("`main` is given to `block_on`"));
    assert_eq!(reading.get("/figures/lost.steps.json").status, 404);
    let foreign = reading.ask("GET", "/figures/two.steps.json", "example:3000");
    assert_eq!(foreign.status, 421);
}

#[test]
fn a_head_is_an_answer_without_its_body() {
    let book = Book::new();
    let reading = book.open();
    let host = format!("127.0.0.1:{}", reading.port);
    let head = reading.ask("HEAD", "/one.html", &host);
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    let length = reading.get("/one.html").body.len();
    assert!(
        head.has(&format!("content-length: {length}")),
        "{}",
        head.head
    );
}

#[test]
fn what_is_not_there_is_told_by_the_books_own_page() {
    let book = Book::new();
    let reading = book.open();
    let long = format!("/{}", "a".repeat(5000));
    for path in ["/none.html", "/part/none/none", &long] {
        assert_eq!(reading.get(path).status, 404, "{path}");
    }
    let missing = reading.get("/part/none.html");
    assert!(
        missing.body.contains("Document not found"),
        "{}",
        missing.body
    );
    assert!(missing.body.contains("<base href=\"/\">"));
    assert!(missing.has("cache-control: no-store"));
}

#[test]
fn no_path_leaves_the_built_book() {
    let book = Book::new();
    book.write("secret.txt", "secret");
    let reading = book.open();
    let up = ["..", "%2e%2e", ".%2E", "..%2f..", "..%5c.."];
    for up in up {
        for depth in 1..6 {
            let path = format!("/{}secret.txt", format!("{up}/").repeat(depth));
            let answer = reading.get(&path);
            assert_eq!(answer.status, 404, "{path}");
            assert_ne!(answer.body, "secret", "{path}");
        }
    }
    let absolute = format!("/{}", book.root().join("secret.txt").display());
    assert_eq!(reading.get(&absolute).status, 404);
}

#[test]
fn a_taken_port_is_told_and_the_next_one_used() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let book = Book::new();
    let reading = book.open_with(&["--port", &port.to_string()], &[]);
    assert_ne!(reading.port, port);
    let told = format!("warning: port {port} is taken; this is {}", reading.port);
    assert!(reading.opening.contains(&told), "{:?}", reading.opening);
}

#[test]
fn an_edit_is_on_the_page_at_once() {
    let book = Book::new();
    let reading = book.open();
    let mut page = reading.listen();
    let before = page.next("edition");
    assert!(
        reading
            .get("/one.html")
            .body
            .contains(&format!("data-edition=\"{before}\""))
    );

    book.write("book/one.md", "# One\n\nAnother text.\n");
    page.until("edition", |edition| {
        edition != before && reading.get("/one.html").body.contains("Another text.")
    });
    assert!(
        reading
            .line()
            .starts_with("book/one.md changed: rebuilt in ")
    );

    book.write("examples/two.rs", "fn main() { todo!() }\n");
    page.until("edition", |_| {
        reading.get("/part/two.html").body.contains("todo!")
    });
}

#[test]
fn reading_and_scratch_files_change_nothing() {
    let book = Book::new();
    let reading = book.open();
    // Were a build's own reading taken for a change, its line came first.
    for text in ["second", "third"] {
        fs::read(book.root().join("book/part/two.md")).unwrap();
        book.write("book/part/.two.md.swp", text);
        book.replace("book/one.md", &format!("# One\n\nThe {text} text.\n"));
        let line = reading.line();
        assert!(
            line.starts_with("book/one.md changed: rebuilt in "),
            "{line}"
        );
    }
}

#[test]
fn folders_that_move_or_are_named_anew_are_watched() {
    let book = Book::new();
    let reading = book.open();
    let mut page = reading.listen();
    let root = book.root();
    fs::rename(root.join("book"), root.join("pages")).unwrap();
    page.until("faults", |faults| faults != "[]");
    let toml = fs::read_to_string(root.join("book.toml")).unwrap();
    book.replace("book.toml", &toml.replace("\"book\"", "\"pages\""));
    page.until("faults", |faults| faults == "[]");
    book.write("pages/one.md", "# One\n\nMoved.\n");
    page.until("edition", |_| {
        reading.get("/one.html").body.contains("Moved.")
    });
}

#[test]
fn an_edit_that_no_page_shows_reloads_nothing() {
    let book = Book::new();
    let reading = book.open();
    let mut page = reading.listen();
    let before = page.next("edition");
    book.write("examples/unused.rs", "fn main() {}\n");
    assert_eq!(page.next("edition"), before);
    let line = reading.line();
    assert!(line.contains("the pages are the same"), "{line}");
    // Nor does a restart.
    drop(reading);
    assert_eq!(book.open().listen().next("edition"), before);
}

#[test]
fn nothing_in_the_configuration_sends_the_build_elsewhere() {
    let book = Book::new();
    let toml = fs::read_to_string(book.root().join("book.toml")).unwrap();
    let outputs = "[output.html]\nsite-url = \"/somewhere/\"\n[output.markdown]\n";
    book.write(
        "book.toml",
        &format!("{toml}build-dir = \"book\"\n\n{outputs}"),
    );
    let elsewhere = [
        ("MDBOOK_BUILD__BUILD_DIR", "elsewhere"),
        ("MDBOOK_BOOK__TITLE", "Named"),
    ];
    let reading = book.open_with(&["--port", "0"], &elsewhere);
    assert!(reading.opening[0].starts_with("Named: 2 pages"));
    assert_eq!(reading.get("/").status, 200);
    assert!(reading.get("/none").body.contains("<base href=\"/\">"));
    assert!(book.root().join("book/one.md").exists());
    assert!(!book.root().join("elsewhere").exists());
}

#[test]
fn a_folder_without_a_book_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_reader"))
        .arg("--root")
        .arg(folder.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let says = String::from_utf8(output.stderr).unwrap();
    assert!(
        says.starts_with("error: --root ") && says.ends_with(": there is no book.toml\n"),
        "{says}"
    );
}
