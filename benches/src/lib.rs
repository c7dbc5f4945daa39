//! What the book's measurements have in common: a series of measured values,
//! and a few words on the machine that measured them.
//!
//! A bench is a program of its own in a folder beside this one: `proof/`
//! compares the speed of the book's proof with that of `mdbook test`.

mod machine;
mod series;

pub use machine::{Machine, today};
pub use series::Series;
