//! The figure as a page takes it, one line of HTML with the picture in a box
//! that scrolls, the legend, and the words; and as a picture of its own.

use crate::svg::escape;
use crate::timeline::Timeline;
use crate::{Clock, Draws, Plan, fold, legend, lives, memory, panels, svg, words};
use recording::Event;

/// What a figure needs besides its events.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// The chapter's slug: ids begin with it.
    pub slug: &'a str,
    /// What it is called, and how it is divided.
    pub plan: &'a Plan,
    /// The program's text, which gives tasks their names.
    pub source: Option<&'a str>,
}

/// Whether a run told anything of what such a figure shows.
pub fn tells(events: &[Event], draws: Draws) -> bool {
    match draws {
        Draws::Tasks => !lives::timeline(events, None).lanes.is_empty(),
        Draws::Memory => !memory::panels(events).is_empty(),
    }
}

/// Draws a run, and says it in words: one line of HTML, for a page that has the
/// rules of [`STYLE`](crate::STYLE).
pub fn figure(events: &[Event], options: &Options) -> String {
    if options.plan.draws == Draws::Memory {
        return memory::figure(events, options);
    }
    let (panels, words) = told(events, options);
    let (picture, drawn) = svg::picture(&panels, options.slug, &options.plan.title);
    format!(
        "<figure class=\"figure-run\"><div class=\"figure-box\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">{}</div>{}<details><summary>In words</summary>{words}</details></figure>",
        escape(&options.plan.title),
        picture,
        legend::list(&drawn, &panels),
    )
}

/// Draws a run as an SVG document that needs nothing else: the legend is part
/// of it, and its colours follow the reader's system, light or dark.
pub fn document(events: &[Event], options: &Options) -> String {
    if options.plan.draws == Draws::Memory {
        return memory::document(events, options);
    }
    let (panels, _) = told(events, options);
    svg::document(&panels, options.slug, &options.plan.title)
}

/// The panels as they are drawn, and the run in words.
fn told(events: &[Event], options: &Options) -> (Vec<Timeline>, String) {
    let panels = panels::split(&run(events, options), options.plan.panels);
    let words = words::words(&panels);
    (fold::fold(panels), words)
}

/// What happened, as it is drawn.
pub(crate) fn run(events: &[Event], options: &Options) -> Timeline {
    let mut run = lives::timeline(events, options.source);
    run.is_timed = options.plan.clock != Clock::None;
    run
}
