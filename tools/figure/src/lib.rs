//! Draws a recorded run, and says it in words.
//!
//! `recording` events become a [`Timeline`], which may be split into panels;
//! what is too narrow to be seen is merged; what is left becomes a picture and
//! a list of words. Each step is a pure function of the one before.
//!
//! ```
//! let events = recording::read("{\"recording\":1}\n{\"events\":0}\n").unwrap();
//! let html = figure::figure(&events, &figure::Options::new("introduction"));
//! assert!(html.starts_with("<figure") && html.lines().count() == 1);
//! ```

mod axis;
mod fold;
mod gather;
mod html;
mod lane;
mod legend;
mod lives;
mod names;
mod panels;
mod svg;
mod ticks;
mod timeline;
mod words;

pub use fold::fold;
pub use html::{Options, figure};
pub use lives::timeline;
pub use panels::{Panel, Until, split};
pub use svg::svg;
pub use timeline::{Cause, Ending, Flag, Lane, LeafLane, Moment, Segment, State, Timeline, Wait};
pub use words::words;

/// The rules for figures, which the book's pages include once.
pub const STYLE: &str = include_str!("figure.css");
