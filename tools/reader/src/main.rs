//! `cargo run`: opens the book.

use clap::Parser;
use reader::Cli;
use std::process::ExitCode;

fn main() -> ExitCode {
    match reader::run(&Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            reader::complain(&error);
            ExitCode::FAILURE
        }
    }
}
