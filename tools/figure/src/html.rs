//! The figure as mdBook takes it: one line of HTML with the picture in a box
//! that scrolls, the legend, and the words.

use crate::svg::escape;
use crate::{Panel, fold, legend, lives, panels, svg, words};
use recording::Event;

/// What a figure needs besides its events.
#[derive(Debug, Clone, Default)]
pub struct Options<'a> {
    /// The chapter's slug: ids begin with it.
    pub slug: String,
    /// What the figure is called; by default, the run of its slug.
    pub title: Option<String>,
    /// The program's text, which gives tasks their names.
    pub source: Option<&'a str>,
    /// The parts to draw below one another; none for a whole run.
    pub panels: Vec<Panel>,
}

impl Options<'_> {
    /// A whole run, without names.
    pub fn new(slug: &str) -> Self {
        Options {
            slug: slug.to_owned(),
            ..Options::default()
        }
    }
}

/// Draws a run, and says it in words: one line of HTML.
pub fn figure(events: &[Event], options: &Options) -> String {
    let run = lives::timeline(events, options.source);
    let panels = panels::split(&run, &options.panels);
    let words = words::words(&panels);
    let panels: Vec<_> = panels.into_iter().map(fold::fold).collect();
    let title = match &options.title {
        Some(title) => title.clone(),
        None => format!("A run of {}", options.slug),
    };
    let (picture, drawn) = svg::picture(&panels, &options.slug, &title);
    format!(
        "<figure class=\"figure-run\"><div class=\"figure-box\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">{}</div>{}<details><summary>In words</summary>{words}</details></figure>",
        escape(&title),
        picture,
        legend::legend(&drawn, &panels),
    )
}
