//! A figure is what the recording says, whatever the run, and keeps its shape.

mod memory;
mod page;
mod properties;
mod rules;
mod size;
mod steps;
mod support;
mod traced;
