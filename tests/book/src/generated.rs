//! What a machine knows better than a person, written into the project.

use crate::rules::chapters::chapters;
use crate::rules::fences;
use manuscript::{Kind, Manuscript};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The libraries whose behaviour the book shows, and those that prove it.
const VERSIONED: [(&str, &str); 5] = [
    ("tokio", "the runtime that the programs use"),
    ("futures", "helpers for futures and streams"),
    ("mdbook-driver", "mdBook as a library: it makes these pages"),
    ("skeptic", "compiles and runs every program of every page"),
    (
        "trybuild",
        "compares what the compiler says of each mistake",
    ),
];

/// The page of versions, `book/appendices/versions.md`.
///
/// # Panics
///
/// If `rustc` or `Cargo.lock` cannot be read.
pub fn versions(root: &Path) -> String {
    let rustc = Command::new("rustc")
        .arg("--version")
        .current_dir(root)
        .output()
        .expect("rustc runs");
    let rustc = String::from_utf8(rustc.stdout).expect("a version is text");
    let mut page = String::from(
        "# Versions\n\n\
         Everything on these pages was run with the versions below. A test \
         writes this page from the compiler that runs it and from `Cargo.lock`.\n\n\
         | what | version | its part in the book |\n|---|---|---|\n",
    );
    let number = rustc.split(' ').nth(1).expect("rustc names its version");
    writeln!(
        page,
        "| rustc, clippy | {number} | the compiler and the lints whose words the book quotes |"
    )
    .unwrap();
    for (name, part) in VERSIONED {
        writeln!(page, "| {name} | {} | {part} |", locked_version(root, name)).unwrap();
    }
    page
}

fn locked_version(root: &Path, name: &str) -> String {
    let lock = fs::read_to_string(root.join("Cargo.lock")).expect("Cargo.lock is committed");
    let lock: toml::Table = lock.parse().expect("cargo writes TOML");
    let packages = lock["package"]
        .as_array()
        .expect("Cargo.lock lists packages");
    let package = packages
        .iter()
        .find(|package| package["name"].as_str() == Some(name));
    package.expect("the library is used")["version"]
        .as_str()
        .expect("a version is text")
        .to_string()
}

/// The README with its tables of chapters and fences brought up to date.
///
/// # Panics
///
/// If the README lacks the comments that begin and end them.
pub fn readme(book: &Manuscript) -> String {
    let readme = fs::read_to_string(book.root.join("README.md")).expect("the project has a README");
    let readme = with_table(&readme, "chapters", &chapter_table(book));
    with_table(&readme, "fences", &fence_table(book))
}

/// Puts a table between its comments.
fn with_table(text: &str, name: &str, table: &str) -> String {
    let begin = format!("<!-- {name}: written by UPDATE=1 cargo test -->\n");
    let end = format!("<!-- end of {name} -->");
    let parts = text.split_once(&begin).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(&end)?;
        Some(format!("{before}{begin}{table}{end}{after}"))
    });
    parts.unwrap_or_else(|| panic!("README.md lacks the comments of its table of {name}"))
}

/// Each chapter, and its program.
fn chapter_table(book: &Manuscript) -> String {
    let mut table = String::from("| chapter | its program |\n|---|---|\n");
    for page in chapters(book) {
        let file = page.file.to_string_lossy().replace('\\', "/");
        let (title, slug) = (&page.title, page.slug());
        writeln!(
            table,
            "| [{title}]({file}) | [`{slug}`](examples/{slug}.rs) |"
        )
        .unwrap();
    }
    table
}

/// How many fences of each kind there are, and what proves them.
pub fn fence_table(book: &Manuscript) -> String {
    let counts = fences::count(book);
    let mut table = String::from("| on the pages | fences | proven by |\n|---|--:|---|\n");
    for kind in Kind::ALL.into_iter().filter(|kind| counts[kind] > 0) {
        let (what, proof) = described(kind);
        writeln!(
            table,
            "| {what} (`{}`) | {} | {proof} |",
            kind.words(),
            counts[&kind]
        )
        .unwrap();
    }
    let total: usize = counts.values().sum();
    writeln!(table, "| all | {total} | `cargo test` |").unwrap();
    table
}

fn described(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Program => (
            "whole programs",
            "compiled and run by skeptic, as the reader sees them",
        ),
        Kind::Listing => (
            "regions of a file",
            "being part of a file that cargo compiles",
        ),
        Kind::CompileFail => (
            "programs that rustc rejects",
            "trybuild, to the letter of the message",
        ),
        Kind::Warns => (
            "programs that a lint catches",
            "trybuild with rustc or clippy, to the letter",
        ),
        Kind::Panics => ("programs that panic", "run; the panic is compared"),
        Kind::Hangs => ("programs that hang", "run under a watchdog"),
        Kind::Starves => (
            "programs that starve a task",
            "run under a watchdog, beside their cure",
        ),
        Kind::Loses => ("programs that lose work", "run, beside their cure"),
        Kind::Text => (
            "outputs and messages",
            "the test that compares the file they are included from",
        ),
        Kind::Console => ("commands", "being run"),
        Kind::Toml => (
            "manifests",
            "being parsed; one that lacks a feature, by cargo",
        ),
    }
}
