//! The command line: `cargo run -- …`.

use crate::api::Allowed;
use crate::record::Record;
use clap::{Parser, Subcommand};
use std::path::PathBuf;

const COMMANDS: &str = "\
Mostly used:
  cargo run                       build the book, serve it, follow your edits
  cargo run -- --open             and open it in your browser
  cargo run -- record blocking    record a chapter's program, and draw its figure
  cargo run --example blocking    run a chapter's program
  cargo test                      prove what the book says
";

/// Opens Poll by Poll: builds the book, serves it to this machine, and keeps
/// every open page current while you edit.
#[derive(Debug, Parser)]
#[command(name = "poll-by-poll", bin_name = "cargo run --", version, after_help = COMMANDS)]
pub struct Cli {
    /// What to do; without a command, the book is opened
    #[command(subcommand)]
    pub command: Option<Command>,

    /// Port on 127.0.0.1; when it is taken, the next free one. 0: any
    #[arg(long, value_name = "N", default_value_t = 3000)]
    pub port: u16,

    /// Open the book in your browser
    #[arg(long)]
    pub open: bool,

    /// Folder that holds book.toml [default: that of this project]
    #[arg(long, value_name = "DIR", global = true)]
    pub root: Option<PathBuf>,

    /// What programs may take that are run from a page
    #[command(flatten)]
    pub allowed: Allowed,
}

/// What else the reader does.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Record programs, and draw what their tasks did
    Record(Record),
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
