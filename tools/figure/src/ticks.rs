//! A panel's axis: the time of every instant that is spread, round times
//! between them, marks where a stretch is folded, and the end of everything.

use crate::svg::{Anchor, Canvas, Place, number};
use crate::timeline::Timeline;

/// How far apart round times stand at least.
const APART: f64 = 62.0;

/// Draws the axis below the lanes, and says where it ends.
pub(crate) fn draw(canvas: &mut Canvas, panel: &Timeline, place: &Place, bottom: f64) -> f64 {
    let y = bottom + 8.0;
    let text_y = y + 18.0;
    let axis = &place.axis;
    let across = number(axis.width());
    canvas.path("axis", place.left, y, &format!("h{across}"));
    if let Some(done) = panel.done {
        let x = place.x(done);
        let height = number(place.top + 4.0 - y);
        canvas.path("done", x, y, &format!("v{height}"));
        if panel.is_timed {
            let time = time(done.at.saturating_sub(axis.zero));
            canvas.text((x, text_y), Anchor::Middle, "done-time", 12.0, &time);
        }
    }
    if panel.done.is_none() {
        torn(canvas, place.left + axis.width(), place.top, y + 4.0);
    }
    if !panel.is_timed {
        return y + 4.0;
    }
    for x in axis.folds() {
        // A strip without time, through all lanes.
        let (x, height) = (place.left + x - 4.0, y - place.top);
        canvas.rect("strip", x, place.top, 8.0, height + 4.0);
        let line = number(height);
        canvas.path("fold", x, place.top, &format!("v{line}m8 0v-{line}"));
        canvas.path("fold", x - 3.0, y + 4.0, "l6-8m8 0l-6 8");
    }
    for instant in axis.instants() {
        let (from, width) = (place.left + instant.from, instant.to - instant.from);
        canvas.path("at-once", from, y, &format!("v3h{}v-3", number(width)));
        let at = (from + width / 2.0, text_y);
        canvas.text(at, Anchor::Middle, "time", 12.0, &time(instant.at));
    }
    let step = round_step(axis.scale);
    for (at, x) in axis.multiples(step) {
        let x = place.left + x;
        let inside = axis
            .instants()
            .iter()
            .any(|instant| (instant.from - 1.0..=instant.to + 1.0).contains(&(x - place.left)));
        if !inside && canvas.text((x, text_y), Anchor::Middle, "time", 12.0, &fine(at, step)) {
            canvas.path("axis", x, y - 3.0, "v6");
        }
    }
    text_y + 4.0
}

/// A torn edge: the picture ends there, and the run has no end in it.
fn torn(canvas: &mut Canvas, x: f64, top: f64, bottom: f64) {
    let teeth = ((bottom - top) / 8.0).floor();
    let edge = "l4 4l-4 4".repeat(teeth as usize);
    canvas.path("torn", x, top, &edge);
}

/// A round time in microseconds, so that there is room for its labels; where a
/// microsecond has no width, longer than any run.
fn round_step(scale: f64) -> u64 {
    let steps = (0..15).flat_map(|power| [1, 2, 5].map(|factor| factor * 10_u64.pow(power)));
    let mut roomy = steps.filter(|step| *step as f64 * scale >= APART);
    roomy.next().unwrap_or(u64::MAX)
}

/// A time on an axis that is stretched so far that it needs decimals.
fn fine(microseconds: u64, step: u64) -> String {
    let decimals = match step {
        1000.. => return time(microseconds),
        100.. => 1,
        10.. => 2,
        _ => 3,
    };
    format!("{:.decimals$} ms", microseconds as f64 / 1000.0)
}

/// `20 ms`, `0.25 ms`, `3 s`.
pub(crate) fn time(microseconds: u64) -> String {
    let milliseconds = microseconds as f64 / 1000.0;
    if microseconds >= 10_000_000 {
        format!("{} s", (milliseconds / 100.0).round() / 10.0)
    } else if milliseconds >= 10.0 {
        format!("{} ms", milliseconds.round())
    } else {
        format!("{} ms", (milliseconds * 100.0).round() / 100.0)
    }
}
