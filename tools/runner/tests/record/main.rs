//! Recorded programs: that they do what they do unrecorded, and what is told.

mod clock;
mod ends;
mod support;
mod told;
mod unchanged;
