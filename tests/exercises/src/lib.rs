//! What the book asks a reader to write: our answers. The tests beside them are
//! on the pages, and any answer has to pass them: put yours in the place of ours,
//! and `cargo test -p exercises` says what it thinks of it.

pub mod gate;
