//! A recorded run: what tokio told of its tasks while a program ran.
//!
//! A recording is text, one JSON object a line. The first line names the
//! version of the format, `{"recording":1}`; every other line is an [`Event`],
//! in the order in which they happened:
//!
//! ```
//! let text = "{\"recording\":1}\n\
//!             {\"at\":0,\"task\":{\"id\":1,\"kind\":\"block_on\",\"line\":27,\"column\":39}}\n\
//!             {\"at\":0,\"enter\":{\"task\":1,\"thread\":0}}\n";
//! assert_eq!(recording::read(text).unwrap().len(), 2);
//! ```
//!
//! The words are those of tokio's tracing, which the recorder listens to. What
//! they mean for a picture, the figure works out. A line is written when its
//! event happens, so the recording of a program that was killed ends with its
//! last event.

mod event;
mod text;

pub use event::{Event, Kind, What};
pub use text::{Unreadable, VERSION, header, line, read};
