//! A recorded run: what tokio told of its tasks while a program ran.
//!
//! A recording is text, one JSON object a line. The first line names the
//! version of the format, `{"recording":1}`, and the last says how many events
//! there are; every other line is an [`Event`], in the order in which they
//! happened:
//!
//! ```json
#![doc = include_str!("sample.jsonl")]
//! ```
//!
//! The words are those of tokio's tracing, which the recorder listens to. What
//! they mean for a picture, the figure works out. Each event is written when it
//! happens, in the shorter form of [`short`] and [`long`], so the recording of a program
//! that was killed ends with its last event.

mod event;
mod tape;
mod text;

pub use event::{Event, Kind, What};
pub use tape::{SHORT, Start, decode, long, short};
pub use text::{Unreadable, VERSION, read, write};

/// The environment variable that names the file to a recorded program. The
/// file exists, is filled with zeros, and its length is the room that there is.
pub const FILE_VARIABLE: &str = "POLL_BY_POLL_RECORDING";

/// The environment variable that says how many events there may be.
pub const EVENTS_VARIABLE: &str = "POLL_BY_POLL_RECORDING_EVENTS";

/// How many events there may be when the variable doesn't say.
pub const EVENTS: u32 = 100_000;
