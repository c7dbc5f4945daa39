//! Draws a recorded run, and says it in words.
//!
//! `recording` events become a [`Timeline`], which may be split into panels;
//! what is too narrow to be seen is merged; what is left becomes a picture and
//! a list of words. Each step is a pure function of the one before. A [`Plan`]
//! says how a book wants it. A program that tells where its values stand gets a
//! picture of its memory instead (`memory`). [`steps`] goes through the picture of
//! tasks event by event.

mod axis;
mod columns;
mod fold;
mod gather;
mod html;
mod lane;
mod legend;
mod lives;
mod memory;
mod names;
mod now;
mod panels;
mod plan;
mod room;
mod steps;
mod svg;
mod ticks;
mod timeline;
mod told;
mod words;

pub use fold::fold;
pub use html::{Options, document, figure, tells};
pub use lives::timeline;
pub use panels::split;
pub use plan::{Clock, Draws, Panels, Plan, plans};
pub use steps::{STEPS, Stage, Step, Steps, steps};
pub use timeline::{
    Cause, Cut, Ending, Flag, Lane, LeafLane, Moment, Segment, State, Timeline, Wait,
};
pub use words::words;

/// The rules for figures, which a book's pages include once.
pub const STYLE: &str = include_str!("figure.css");

/// What pictures of memory need besides.
pub const MEMORY_STYLE: &str = include_str!("memory.css");
