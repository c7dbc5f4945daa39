//! Records the run of the program that it is linked into.
//!
//! The runner compiles a program with `#[macro_use] extern crate recorder;`
//! appended, against a tokio that tells its story through `tracing`. Before
//! `main`, `install` looks for the file that the runner made; without one
//! nothing is recorded. What tokio tells becomes the events of [`recording`].

mod clock;
mod fields;
mod handles;
mod install;
mod listener;
mod macros;
mod print;
mod state;
mod tape;
mod thread;

pub use print::{print, print_error};
