//! Memory as a page takes it, in panels that stand beside one another where
//! there is room; and as a picture of its own.

use super::{Holds, Panel, Whole, panels, picture};
use crate::svg::{self, Canvas, escape};
use crate::{MEMORY_STYLE, Options, STYLE, legend};
use recording::Event;
use std::collections::BTreeSet;
use std::fmt::Write;

/// Between two panels of a picture.
const APART: f64 = 40.0;
/// How many stand beside one another there.
const BESIDE: usize = 2;

/// Draws the memory that a run told, and says it in words: one line of HTML.
pub(crate) fn figure(events: &[Event], options: &Options) -> String {
    let panels = panels(events);
    let (mut pictures, mut drawn) = (String::new(), BTreeSet::new());
    for (number, panel) in (1..).zip(&panels) {
        let mut canvas = Canvas::default();
        let size = picture::draw(&mut canvas, panel, (0.0, 0.0));
        let slug = format!("{}-{number}", options.slug);
        let title = format!("{}: {}", options.plan.title, panel.title);
        pictures += &svg::element(&canvas, size, &slug, &title, "");
        drawn.extend(canvas.drawn());
    }
    let drawn: Vec<&str> = drawn.into_iter().collect();
    format!(
        "<figure class=\"figure-run figure-memory\"><div class=\"figure-box\">{pictures}</div>{}<details><summary>In words</summary>{}</details></figure>",
        legend::list(&drawn, &[]),
        words(&panels),
    )
}

/// Draws it as an SVG document that needs nothing else.
pub(crate) fn document(events: &[Event], options: &Options) -> String {
    let panels = panels(events);
    let mut canvas = Canvas::default();
    let (mut top, mut width) = (0.0_f64, 0.0_f64);
    for row in panels.chunks(BESIDE) {
        let (mut left, mut below) = (0.0, top);
        for panel in row {
            let (wide, high) = picture::draw(&mut canvas, panel, (left, top));
            width = width.max(left + wide);
            below = below.max(top + high);
            left += wide + APART;
        }
        top = below + 16.0;
    }
    let drawn = canvas.drawn();
    let height = legend::draw(&mut canvas, &drawn, &[], (width, top));
    let (slug, title) = (options.slug, &options.plan.title);
    let style = format!("<style>{STYLE}{MEMORY_STYLE}</style>");
    let svg = svg::element(&canvas, (width, height), slug, title, &style);
    svg.replacen("<svg ", "<svg class=\"figure-run figure-box\" ", 1) + "\n"
}

/// An item for each panel. Words that every such figure has stand in attributes.
fn words(panels: &[Panel]) -> String {
    let item = |panel: &Panel| {
        let wholes: String = panel.wholes.iter().map(whole).collect();
        format!("<li>{}<ul>{wholes}</ul></li>", escape(&panel.title))
    };
    format!("<ol>{}</ol>", panels.iter().map(item).collect::<String>())
}

fn whole(whole: &Whole) -> String {
    let bytes = |bytes: &std::ops::Range<i64>| {
        let (from, to) = (bytes.start, bytes.end);
        format!("<i data-words=\"in bytes\"></i> {from} <i data-words=\"to\"></i> {to}")
    };
    let name = whole.name.as_deref().unwrap_or_default();
    let mut item = format!("<li>{} {}", escape(name), bytes(&whole.bytes));
    for part in &whole.parts {
        let _ = write!(item, "; {} {}, ", escape(&part.name), bytes(&part.bytes));
        let _ = match &part.holds {
            Holds::Value(value) => write!(item, "{}", escape(value)),
            Holds::Pointer(to) => {
                let where_to = match whole.bytes.contains(to) {
                    true => "in the same value",
                    false => "out of this value",
                };
                write!(
                    item,
                    "<i data-words=\"points to byte\"></i> {to}, <i data-words=\"{where_to}\"></i>"
                )
            }
        };
    }
    item + "</li>"
}
