//! `cargo run`: opens the book.

use clap::Parser;
use reader::Cli;
use std::process::ExitCode;

fn main() -> ExitCode {
    // In a sandbox this program is the first that runs.
    if let Some(code) = reader::confine(std::env::args_os()) {
        return code;
    }
    match reader::run(&Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            reader::complain(&error);
            ExitCode::FAILURE
        }
    }
}
