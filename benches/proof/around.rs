//! What else a reader or an author waits for, beside the proof of the pages.

use crate::bench_book::{Book, Kind};
use crate::cargo::Cargo;
use crate::served;
use anyhow::Context;
use benches::{Series, processor, progress};
use std::fs;

/// One such wait.
#[derive(Debug)]
pub(crate) struct Wait {
    /// What is measured, in Markdown.
    pub(crate) what: &'static str,
    /// What the numbers count.
    pub(crate) unit: &'static str,
    /// The most that it may take.
    pub(crate) bound: f64,
    /// The seconds of each round, or why there are none.
    pub(crate) seconds: anyhow::Result<Series>,
}

/// Measures what concerns these books. A wait that can't be measured is told
/// in the report.
pub(crate) fn measure(books: &[Book], rounds: u32) -> anyhow::Result<Vec<Wait>> {
    let mut waits = Vec::new();
    if let Some(real) = books.iter().find(|book| book.kind == Kind::Real) {
        waits.push(Wait {
            what: "`cargo run --example concurrency` after a clone, dependencies downloaded",
            unit: "s of CPU",
            bound: 30.0,
            seconds: first_example(real, rounds),
        });
        waits.push(Wait {
            what: "`cargo test` when nothing has changed",
            unit: "s",
            bound: 20.0,
            seconds: whole_proof(real, rounds),
        });
    }
    if let Some(synthetic) = books.iter().find(|book| book.kind == Kind::Synthetic) {
        waits.push(Wait {
            what: "an edit of the synthetic book while `cargo run` serves it, \
                   until open pages are told to reload",
            unit: "s",
            bound: 0.7,
            seconds: served::measure(synthetic, &everything(&books[0]), rounds),
        });
    }
    Ok(waits)
}

/// Builds and runs one example where nothing at all has been built.
fn first_example(book: &Book, rounds: u32) -> anyhow::Result<Series> {
    let target = book.folder.join("first-example");
    let cargo = Cargo::new(&book.project(), &target);
    cargo.run(&["fetch", "--locked"])?;
    (1..=rounds)
        .map(|round| {
            progress::say(format_args!("round {round} of {rounds}: the first example"));
            if target.exists() {
                fs::remove_dir_all(&target).context("the example's target can't be removed")?;
            }
            let before = processor::seconds_of_children();
            cargo.run(&["run", "--locked", "--example", "concurrency"])?;
            processor::seconds_of_children()
                .zip(before)
                .map(|(after, before)| after - before)
                .context("this system does not tell the CPU time of child processes")
        })
        .collect()
}

/// cargo for all default members. They have a target folder of their own: with
/// a second build of tokio beside the first, `mdbook test` would not know which
/// one to take.
fn everything(book: &Book) -> Cargo {
    Cargo::new(&book.project(), &book.folder.join("everything"))
}

/// Runs all tests of the default members.
fn whole_proof(book: &Book, rounds: u32) -> anyhow::Result<Series> {
    let cargo = everything(book);
    progress::say("building and running all tests once");
    let words = "the tests fail in the copy";
    cargo.run(&["test", "--locked"]).context(words)?;
    (1..=rounds)
        .map(|round| {
            progress::say(format_args!(
                "round {round} of {rounds}: all tests, nothing changed"
            ));
            cargo.run(&["test", "--locked"]).context(words)
        })
        .collect()
}
