//! The picture: panels below one another, as inline SVG. Colours and type come
//! from `figure.css`; shapes and patterns say the same without colour.

use crate::axis::{Axis, axes};
use crate::ticks;
use crate::timeline::Timeline;
use crate::{STYLE, lane, legend};
use std::collections::BTreeMap;
use std::fmt::Write;

/// As wide as mdBook's text, where that is enough.
const WIDTH: f64 = 750.0;

/// As much of it as a phone shows at a time.
const PHONE: f64 = 345.0;

/// Between the plot and the right edge: half of a label of the axis, a tick.
const RIGHT: f64 = 34.0;

/// What there is to draw, from the bottom to the top. All of a kind is one path,
/// which keeps a page small.
const LAYERS: [&str; 36] = [
    "rest", "part", "whole", "points", "head", "strays", "astray", "nowhere", "instant", "lane",
    "made", "woken", "waiting", "ready", "leaf", "late", "due", "polled", "merged", "combed",
    "held", "hatched", "pill", "stem", "wake", "tick", "cross", "panic", "axis", "at-once", "done",
    "torn", "pole", "pennant", "strip", "fold",
];

/// What is drawn so far, and where text stands.
#[derive(Default)]
pub(crate) struct Canvas {
    layers: BTreeMap<usize, String>,
    texts: BTreeMap<&'static str, String>,
    taken: Vec<[f64; 4]>,
    /// The right edge of the text that is farthest to the right.
    right: f64,
}

/// Where a text is anchored.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// A panel's place in the picture.
pub(crate) struct Place {
    /// Where its time begins.
    pub(crate) left: f64,
    /// Where it is drawn from.
    pub(crate) top: f64,
    pub(crate) axis: Axis,
}

impl Place {
    /// Where a moment stands: on a whole pixel, so that edges are sharp.
    pub(crate) fn x(&self, moment: crate::Moment) -> f64 {
        (self.left + self.axis.x(moment)).round()
    }
}

/// Draws panels, and says what of [`LAYERS`] there is. Ids begin with the slug,
/// and `title` names the picture.
pub(crate) fn picture(panels: &[Timeline], slug: &str, title: &str) -> (String, Vec<&'static str>) {
    let (canvas, size, _) = draw(panels);
    (element(&canvas, size, slug, title, ""), canvas.drawn())
}

/// Draws panels and their legend as a document with its own rules.
pub(crate) fn document(panels: &[Timeline], slug: &str, title: &str) -> String {
    let (mut canvas, (width, height), _) = draw(panels);
    let drawn = canvas.drawn();
    let height = legend::draw(&mut canvas, &drawn, panels, (width, height + 16.0));
    // In XML, a rule with an ampersand or an angle would need to be escaped.
    let style = format!("<style>{STYLE}</style>");
    let svg = element(&canvas, (width, height), slug, title, &style);
    svg.replacen("<svg ", "<svg class=\"figure-run figure-box\" ", 1) + "\n"
}

/// Where panels are drawn, and where the lines of each end.
pub(crate) fn places(panels: &[Timeline]) -> Vec<(Place, f64)> {
    let (_, _, places) = draw(panels);
    places
}

/// Draws panels, and says how large they are and where each is.
fn draw(panels: &[Timeline]) -> (Canvas, (f64, f64), Vec<(Place, f64)>) {
    let labels = panels.iter().flat_map(lane::labels);
    let left = labels
        .map(|(text, size)| text_width(&text, size) + 18.0)
        .fold(56.0, f64::max)
        .ceil();
    let mut canvas = Canvas::default();
    let (mut top, mut width) = (0.0, WIDTH);
    let mut places = Vec::new();
    let room = |width: f64| width - left - RIGHT;
    for (panel, axis) in panels.iter().zip(axes(panels, room(WIDTH), room(PHONE))) {
        width = width.max(left + axis.width() + RIGHT);
        let mut place = Place { left, top, axis };
        if !panel.title.is_empty() {
            let title: String = panel.title.chars().take(80).collect();
            canvas.text((2.0, top + 16.0), Anchor::Start, "h", 14.0, &title);
            place.top += 22.0;
        }
        let bottom = lane::draw(&mut canvas, panel, &place);
        top = ticks::draw(&mut canvas, panel, &place, bottom) + 12.0;
        places.push((place, bottom));
    }
    // A fine time late in a long run has a label that is wider than most.
    width = width.max(canvas.right);
    let size = (width.ceil(), (top - 4.0).max(1.0));
    (canvas, size, places)
}

/// A canvas as an element of its own. Ids begin with the slug.
pub(crate) fn element(
    canvas: &Canvas,
    (width, height): (f64, f64),
    slug: &str,
    title: &str,
    style: &str,
) -> String {
    let (slug, title) = (escape(slug), escape(title));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" aria-labelledby=\"{slug}-title\"><title id=\"{slug}-title\">{title}</title>{style}{}</svg>",
        canvas.finish(&slug),
        width = number(width),
        height = number(height),
    )
}

/// A pattern that fills a layer, and a step of it.
fn pattern(layer: &str) -> Option<(&'static str, &'static str)> {
    match layer {
        "hatched" => Some(("7", "rotate(45)")),
        "combed" => Some(("4", "translate(2)")),
        _ => None,
    }
}

impl Canvas {
    /// A rectangle.
    pub(crate) fn rect(&mut self, layer: &str, x: f64, y: f64, width: f64, height: f64) {
        let (width, height) = (number(width.max(1.0)), number(height.max(1.0)));
        self.path(layer, x, y, &format!("h{width}v{height}h-{width}z"));
    }

    /// A bar with round ends.
    pub(crate) fn bar(&mut self, layer: &str, x: f64, y: f64, width: f64, height: f64) {
        let radius = height.min(width) / 2.0;
        let across = number((width - 2.0 * radius).max(0.0));
        let (radius, height) = (number(radius), number(height));
        let round = |down: &str| format!("a{radius} {radius} 0 0 1 0 {down}{height}");
        let steps = format!("h{across}{}h-{across}{}z", round(""), round("-"));
        self.path(
            layer,
            x + (width - across.parse::<f64>().unwrap_or(0.0)) / 2.0,
            y,
            &steps,
        );
    }

    /// A path, from a point, with relative steps.
    pub(crate) fn path(&mut self, layer: &str, x: f64, y: f64, steps: &str) {
        let index = LAYERS.iter().position(|known| *known == layer);
        let path = self.layers.entry(index.expect("a layer")).or_default();
        let _ = write!(path, "M{} {}{steps}", number(x), number(y));
    }

    /// A text, if its place is free. Says whether it was.
    pub(crate) fn text(
        &mut self,
        (x, y): (f64, f64),
        anchor: Anchor,
        class: &'static str,
        size: f64,
        text: &str,
    ) -> bool {
        let width = text_width(text, size);
        let left = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        // Times that follow one another stand apart.
        let apart = if class.ends_with("time") { 3.0 } else { 0.0 };
        let (from, to) = (left - apart, left + width + apart);
        let place = [from, y - size * 0.8, to, y + size * 0.2];
        let free = |other: &[f64; 4]| {
            place[2] <= other[0]
                || other[2] <= place[0]
                || place[3] <= other[1]
                || other[3] <= place[1]
        };
        if left < 0.0 || !self.taken.iter().all(free) {
            return false;
        }
        self.taken.push(place);
        self.right = self.right.max(left + width);
        let (x, y, text) = (number(x), number(y), escape(text));
        let texts = self.texts.entry(class).or_default();
        let _ = write!(texts, "<text x=\"{x}\" y=\"{y}\">{text}</text>");
        true
    }

    /// The layers that something was drawn in.
    pub(crate) fn drawn(&self) -> Vec<&'static str> {
        self.layers.keys().map(|layer| LAYERS[*layer]).collect()
    }

    fn finish(&self, slug: &str) -> String {
        let mut out = String::new();
        for (index, path) in &self.layers {
            let layer = LAYERS[*index];
            let mut fill = String::new();
            if let Some((size, turn)) = pattern(layer) {
                let _ = write!(
                    out,
                    "<defs><pattern id=\"{slug}-{layer}\" width=\"{size}\" height=\"{size}\" patternUnits=\"userSpaceOnUse\" patternTransform=\"{turn}\"><path class=\"f-{layer}-line\" d=\"M0 0V{size}\"/></pattern></defs>"
                );
                fill = format!(" style=\"fill:url(#{slug}-{layer})\"");
            }
            let _ = write!(out, "<path class=\"f-{layer}\"{fill} d=\"{path}\"/>");
        }
        for (class, texts) in &self.texts {
            let _ = write!(out, "<g class=\"f-{class}\">{texts}</g>");
        }
        out
    }
}

/// How wide a text is at most, as figures are set in a monospaced font.
pub(crate) fn text_width(text: &str, size: f64) -> f64 {
    text.chars().count() as f64 * size * 0.61
}

/// One decimal, and none where it is zero.
pub(crate) fn number(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    format!("{rounded}")
}

/// The beginning of a text, as one line.
pub(crate) fn text_line(text: &str, most: usize) -> String {
    let line = text.trim_end().replace('\n', " ");
    match line.char_indices().nth(most) {
        Some((cut, _)) => format!("{}…", &line[..cut]),
        None => line,
    }
}

/// Text as XML, HTML and mdBook take it: a brace would begin an include.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '{' => escaped.push_str("&#123;"),
            '}' => escaped.push_str("&#125;"),
            '\n' | '\r' | '\t' => escaped.push(' '),
            // XML has no way to write these.
            control if control.is_control() || matches!(control, '\u{fffe}' | '\u{ffff}') => {
                escaped.push('\u{fffd}');
            }
            other => escaped.push(other),
        }
    }
    escaped
}
