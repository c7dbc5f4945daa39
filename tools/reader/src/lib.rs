//! Opens the book: builds it, serves it to this machine, and keeps every open
//! page current while the book is edited.
//!
//! `keep` builds an `edition` into its place among the `copies` whenever
//! `watch` has seen a change, and puts it into a `tokio::sync::watch` channel;
//! `serve` answers from there, and `events` tells the script in open pages
//! (`live`). `callers` lets in only this machine's browsers. `run` starts them and ends them.
//!
//! `api` runs the programs of pages, which ask for it with the scripts in `page/`;
//! `policy` tells browsers what a page may do.
//!
//! `record` is the other command: it draws what a program's tasks did.

mod api;
mod callers;
mod cli;
mod copies;
mod edition;
mod events;
mod keep;
mod live;
mod log;
mod policy;
mod port;
mod record;
mod root;
mod run;
mod serve;
mod steps;
mod stop;
mod terminal;
mod watch;

pub use api::Allowed;
pub use cli::{Cli, Command};
pub use record::Record;
pub use run::run;
pub use runner::confine;
pub use terminal::complain;
