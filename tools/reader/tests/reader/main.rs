//! The reader as its users meet it: the program, on a small book.

#[cfg(unix)]
mod ending;
mod faults;
mod harness;
mod refusals;
mod serving;
