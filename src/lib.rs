//! The library of *Poll by Poll*: the async runtime that the book builds.
//!
//! Part 3 of the book grows it chapter by chapter; until then the book runs on
//! tokio alone and this crate is empty. The programs of the book are in
//! `examples/`, one a chapter: `cargo run --example concurrency`.

#![warn(missing_docs, unreachable_pub, unsafe_code)]
