//! What the shapes of a figure mean. On a page the words stand in attributes
//! and the stylesheet shows them, so that a search finds pages by their prose.

use crate::lane::{self, FLASH};
use crate::svg::{Anchor, Canvas, text_width};
use crate::timeline::{Cut, Ending, State, Timeline};

/// What the layers of a picture mean; those without an entry belong to others.
const MEANINGS: [(&str, &str); 23] = [
    ("part", "what the program told of"),
    ("rest", "bytes of which it told nothing"),
    ("points", "points into its own value"),
    ("strays", "points out of its value"),
    ("nowhere", "to a place that is not drawn"),
    ("polled", "being polled, on thread"),
    ("merged", "many short polls, and how many"),
    ("held", "holds its thread for 10 ms or more"),
    ("waiting", "waiting, uses no thread"),
    ("ready", "in the run queue"),
    ("leaf", "what it waits for"),
    ("late", "its time is over, nobody has noticed"),
    ("made", "made by the task at its upper end"),
    ("wake", "woken"),
    ("woken", "by the task at its other end"),
    ("tick", "ready"),
    ("cross", "dropped before it was ready"),
    ("panic", "panicked"),
    ("pennant", "prints this line of the output"),
    ("instant", "one instant, spread to show the order"),
    ("fold", "time left out"),
    ("done", "all done"),
    ("torn", "the program ends, not all is done"),
];

/// The size of a legend's words in a picture, and the distance of its rows.
const SIZE: f64 = 11.0;
const ROW: f64 = 20.0;

/// What of a picture needs to be said: each layer, and its meaning.
fn meanings(drawn: &[&str], panels: &[Timeline]) -> Vec<(&'static str, String)> {
    let is_drawn = |(layer, _): &&(&'static str, &str)| drawn.contains(layer);
    let meaning = |(layer, words): &(&'static str, &str)| match *layer {
        "polled" => (*layer, format!("{words} {}", threads(panels))),
        "done" if panels.len() > 1 => (*layer, "the line that ends the panel".to_owned()),
        "ready" if !in_queue(panels) => (*layer, "woken, not yet polled".to_owned()),
        "torn" => (*layer, torn(panels).unwrap_or(words).to_owned()),
        layer => (layer, (*words).to_owned()),
    };
    MEANINGS.iter().filter(is_drawn).map(meaning).collect()
}

/// Whether any lane is that of a task that a runtime has in its run queue.
fn in_queue(panels: &[Timeline]) -> bool {
    let mut lanes = panels.iter().flat_map(|panel| &panel.lanes);
    lanes.any(|lane| !lane.is_traced)
}

/// Why the picture ends before the run does.
fn torn(panels: &[Timeline]) -> Option<&'static str> {
    Some(match panels.last()?.cut? {
        Cut::Full => "cut short: there was more than is recorded",
        Cut::Stopped => "stopped, still running",
    })
}

/// The legend as a list of HTML: an item for each shape that is drawn.
pub(crate) fn list(drawn: &[&str], panels: &[Timeline]) -> String {
    let items: String = meanings(drawn, panels)
        .iter()
        .map(|(layer, words)| format!("<li class=\"f-key-{layer}\" data-words=\"{words}\"></li>"))
        .collect();
    format!("<ul class=\"figure-legend\">{items}</ul>")
}

/// Draws the legend below a picture of this width and height, row by row, and
/// says how high both are.
pub(crate) fn draw(
    canvas: &mut Canvas,
    drawn: &[&str],
    panels: &[Timeline],
    (width, top): (f64, f64),
) -> f64 {
    let (mut x, mut y) = (2.0, top + ROW / 2.0);
    for (layer, words) in meanings(drawn, panels) {
        let item = 26.0 + text_width(&words, SIZE);
        if x > 2.0 && x + item > width {
            (x, y) = (2.0, y + ROW);
        }
        sample(canvas, layer, x, y);
        let at = (x + 26.0, y + 4.0);
        canvas.text(at, Anchor::Start, "key", SIZE, &words);
        x += item + 18.0;
    }
    y + ROW
}

/// What a layer looks like, 18 wide, around the middle `y`.
fn sample(canvas: &mut Canvas, layer: &'static str, x: f64, y: f64) {
    let middle = x + 9.0;
    match layer {
        "polled" | "part" | "rest" => canvas.rect(layer, x, y - 6.0, 18.0, 12.0),
        "points" | "strays" => {
            let head = if layer == "points" { "head" } else { "astray" };
            canvas.path(layer, x, y, "h18");
            canvas.path(head, x, y, "l8-4.5v9z");
        }
        "nowhere" => canvas.path(layer, middle, y, "m-4-4l8 8m0-8l-8 8"),
        "merged" | "held" => {
            let pattern = if layer == "held" { "hatched" } else { "combed" };
            canvas.rect(layer, x, y - 6.0, 18.0, 12.0);
            canvas.rect(pattern, x, y - 6.0, 18.0, 12.0);
        }
        "waiting" | "ready" => canvas.rect(layer, x, y - 4.0, 18.0, 8.0),
        "late" => {
            canvas.rect(layer, x, y - 4.5, 18.0, 9.0);
            canvas.path("due", x, y - 7.0, "v14");
        }
        "leaf" => canvas.bar(layer, x, y - 4.5, 18.0, 9.0),
        "torn" => canvas.path(layer, middle - 2.0, y - 8.0, "l4 4l-4 4l4 4l-4 4"),
        "made" | "woken" | "done" => canvas.path(layer, middle, y - 8.0, "v16"),
        "wake" => {
            canvas.path(layer, middle, y, "l-4.5-8h9z");
            canvas.path("stem", middle, y - 1.0, "v9");
        }
        "tick" => lane::ending(canvas, x + 2.0, y, Ending::Ready, 5.0),
        "cross" => lane::ending(canvas, x + 3.0, y, Ending::Dropped, 5.0),
        "panic" => canvas.path(layer, middle + 1.0, y - 8.0, FLASH),
        "pennant" => {
            canvas.path("pole", middle - 4.0, y + 8.0, "v-16");
            canvas.path(layer, middle - 4.0, y - 8.0, "h10v10h-10");
        }
        "instant" => {
            canvas.rect(layer, x, y - 7.0, 18.0, 11.0);
            canvas.path("at-once", x, y + 4.0, "v3h18v-3");
        }
        _ => canvas.path(layer, middle - 6.0, y + 4.0, "l6-8m8 0l-6 8"),
    }
}

/// The names of the threads that poll without being held.
fn threads(panels: &[Timeline]) -> String {
    let mut names: Vec<&str> = panels
        .iter()
        .flat_map(|panel| &panel.lanes)
        .flat_map(|lane| &lane.segments)
        .filter_map(|segment| match &segment.state {
            State::Polled(thread) => Some(thread.as_str()),
            _ => None,
        })
        .collect();
    // `m` first, then workers, then those that only run closures.
    names.sort_by_key(|name| ("mwb".find(&name[..1]), name.len(), *name));
    names.dedup();
    names.truncate(5);
    names.join(", ")
}
