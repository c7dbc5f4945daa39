//! Compiles and runs one program, as a reader would, within limits.
//!
//! [`run`] starts a program and tells what it printed and how it ended;
//! [`Run::transcript`] is the text of that run as a page shows it. [`Toolchain`]
//! compiles a program against the workspace's own `tokio` and `futures`, and
//! keeps what it compiled. [`record`] runs a program that
//! [`Toolchain::recording`] compiled, and tells what tokio did in it. The tests of the mistakes and of the examples call
//! both, and so does the reader's Run button.

mod build;
mod cache;
mod compile;
mod confined;
mod cpu;
mod group;
mod memory;
mod output;
mod record;
mod run;
mod sandbox;
mod toolchain;
mod transcript;

pub use compile::CompileError;
pub use confined::{Compiled, Marked};
pub use output::{Printed, Stream, Tell};
pub use record::{Recorded, record, record_confined};
pub use run::{End, Limits, Run, run, run_in};
pub use sandbox::{Bounds, Level, Sandbox, confine};
pub use toolchain::{PrepareError, Toolchain};
