//! `cargo run`: opens the book.

use clap::Parser;
use reader::Cli;

fn main() -> anyhow::Result<()> {
    reader::run(&Cli::parse())
}
