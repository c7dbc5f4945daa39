//! Whole programs, compiled and run, plain and recorded: that a recorded one
//! does what it does unrecorded, and what is told of it.

mod clock;
mod ends;
mod run;
mod support;
mod told;
mod traced;
mod unchanged;
