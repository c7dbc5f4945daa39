//! The speed of the proof, as a ratio to that of `mdbook test`.
//!
//! `cargo bench -p benches --bench proof` copies the workspace into
//! `target/proof-bench` twice: once with the book's own pages, once with a
//! `synthetic` book of 60 chapters. In each `bench_book::Book` it times
//! `cargo test -p pages` and, on the `peer` with the same fences, mdBook's own
//! test. `around` measures what else a reader or an author waits for, and
//! `report` writes all of it to `benches/proof.md`.

mod around;
mod bench_book;
mod cargo;
mod copy;
mod edit;
mod options;
mod peer;
mod report;
mod served;
mod synthetic;

use anyhow::Context;
use bench_book::Book;
use benches::{progress, root};
use clap::Parser;
use options::Options;
use std::fs;
use std::path::Path;

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    if !options.bench {
        // `cargo test --all-targets` starts benches too, without this flag.
        eprintln!("nothing was measured: `cargo bench -p benches --bench proof` measures");
        return Ok(());
    }
    // mdBook's words about a program that fails.
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::ERROR)
        .with_writer(std::io::stderr)
        .init();

    let root = root().context("start this with `cargo bench -p benches --bench proof`")?;
    let folder = root.join("target/proof-bench");
    if options.clean && folder.exists() {
        fs::remove_dir_all(&folder).context("target/proof-bench can't be removed")?;
    }
    let report = measure(&root, &folder, &options)?;
    print!("{report}");
    if options.only.is_none() {
        let file = root.join("benches/proof.md");
        fs::write(&file, report).context("benches/proof.md can't be written")?;
        progress::say("the report is in benches/proof.md");
    }
    Ok(())
}

fn measure(root: &Path, folder: &Path, options: &Options) -> anyhow::Result<String> {
    let mut books = Vec::new();
    for kind in options.books() {
        books.push(Book::prepare(kind, root, &folder.join(kind.name()))?);
    }
    for round in 1..=options.rounds {
        for book in &mut books {
            book.measure(&format!("round {round} of {}", options.rounds))?;
        }
    }
    let around = around::measure(&books, options.rounds)?;
    Ok(report::write(options.rounds, &books, &around))
}
