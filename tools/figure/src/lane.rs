//! A panel's lanes: blocks where a task is polled, bars where it waits or is
//! ready, its leaves below it, and the marks of wakes, ends and printed lines.

use crate::svg::{Anchor, Canvas, Place, number, text_width};
use crate::ticks::time;
use crate::timeline::{Ending, Flag, Lane, LeafLane, Segment, State, Timeline};
use std::collections::HashMap;

const BLOCK: f64 = 18.0;
const HEAD: f64 = 22.0;
const LEAF: f64 = 16.0;
const GAP: f64 = 6.0;

/// The sign of a panic.
pub(crate) const FLASH: &str = "l-4 8h4l-2 8l7-10h-4l3-6z";

/// The name of the row for what is printed outside any task.
const OUTSIDE: &str = "outside";

/// The texts left of the plot, and their sizes.
pub(crate) fn labels(panel: &Timeline) -> Vec<(String, f64)> {
    let lanes = panel.lanes.iter().flat_map(|lane| {
        let leaves = lane.leaves.iter().map(|leaf| (leaf.label(), 10.5));
        std::iter::once((lane.label(), 12.0)).chain(leaves)
    });
    let outside = outside(panel).next().map(|_| (OUTSIDE.to_owned(), 12.0));
    lanes.chain(outside).collect()
}

fn outside(panel: &Timeline) -> impl Iterator<Item = &Flag> {
    let has_lane = |task: Option<u32>| {
        task.is_some_and(|task| panel.lanes.iter().any(|lane| lane.task == task))
    };
    panel.flags.iter().filter(move |flag| !has_lane(flag.task))
}

/// Draws the lanes, and says where they end.
pub(crate) fn draw(canvas: &mut Canvas, panel: &Timeline, place: &Place) -> f64 {
    let mut top = place.top;
    let outside: Vec<&Flag> = outside(panel).collect();
    if !outside.is_empty() {
        top += HEAD + 12.0;
    }
    // Where each task's block begins.
    let mut tops = Vec::new();
    let mut rows = HashMap::new();
    for lane in &panel.lanes {
        let flagged = panel.flags.iter().any(|flag| flag.task == Some(lane.task));
        let marked = flagged || !lane.wakes.is_empty();
        top += if marked { HEAD } else { GAP };
        tops.push(top);
        rows.insert(lane.task, top + BLOCK / 2.0);
        top += BLOCK + GAP + LEAF * lane.leaves.len() as f64;
    }
    // Without times, all is one instant.
    let instants = place.axis.instants().into_iter();
    for instant in instants.filter(|_| panel.is_timed) {
        let (x, width) = (
            place.left + instant.from - 2.0,
            instant.to - instant.from + 4.0,
        );
        canvas.rect("instant", x, place.top, width, top - place.top);
    }
    if !outside.is_empty() {
        let y = place.top + HEAD + 6.0;
        canvas.text((place.left - 8.0, y), Anchor::End, "name", 12.0, OUTSIDE);
        flags(canvas, place, &outside, y);
    }
    for (lane, top) in panel.lanes.iter().zip(&tops) {
        links(canvas, place, lane, *top, &rows);
    }
    for (lane, top) in panel.lanes.iter().zip(&tops) {
        one(canvas, place, lane, *top);
        let printed: Vec<&Flag> = panel
            .flags
            .iter()
            .filter(|flag| flag.task == Some(lane.task))
            // A task's last panic is its end, and drawn as that.
            .filter(|flag| flag.number.is_some() || !panicked(lane))
            .collect();
        flags(canvas, place, &printed, *top);
    }
    top
}

fn panicked(lane: &Lane) -> bool {
    matches!(lane.end, Some((_, Ending::Panicked)))
}

/// From the task that made or woke this one.
fn links(canvas: &mut Canvas, place: &Place, lane: &Lane, top: f64, rows: &HashMap<u32, f64>) {
    let middle = top + BLOCK / 2.0;
    let made = lane.made.iter().map(|made| (made, middle, "made"));
    let woken = lane.wakes.iter().map(|wake| {
        let from = wake.by.and_then(|by| rows.get(&by));
        let end = if from.is_some_and(|from| *from > top) {
            top + BLOCK
        } else {
            top - 9.0
        };
        (wake, end, "woken")
    });
    for (cause, end, class) in made.chain(woken) {
        if cause.by == Some(lane.task) {
            continue;
        }
        if let Some(from) = cause.by.and_then(|by| rows.get(&by)) {
            canvas.path(
                class,
                place.x(cause.at),
                *from,
                &format!("V{}", number(end)),
            );
        }
    }
}

fn one(canvas: &mut Canvas, place: &Place, lane: &Lane, top: f64) {
    let middle = top + BLOCK / 2.0;
    canvas.text(
        (place.left - 8.0, middle + 4.0),
        Anchor::End,
        "name",
        12.0,
        &lane.label(),
    );
    canvas.path(
        "lane",
        place.left,
        middle,
        &format!("h{}", number(place.axis.width())),
    );
    // Bars first, so that blocks lie above them.
    for bars in [true, false] {
        for segment in lane
            .segments
            .iter()
            .filter(|segment| segment.is_poll() != bars)
        {
            self::segment(canvas, place, segment, top);
        }
    }
    let mut last = f64::NEG_INFINITY;
    for wake in &lane.wakes {
        let x = place.x(wake.at);
        if x - last >= 4.0 {
            canvas.path("wake", x, top - 1.0, "l-4.5-8h9z");
            canvas.path("stem", x, top - 1.0, &format!("v{}", number(BLOCK)));
            last = x;
        }
    }
    if let Some((at, ending)) = lane.end {
        self::ending(canvas, place.x(at), middle, ending, 5.0);
    }
    for (index, leaf) in lane.leaves.iter().enumerate() {
        let y = top + BLOCK + GAP + LEAF * index as f64;
        self::leaf(canvas, place, leaf, y);
    }
}

fn segment(canvas: &mut Canvas, place: &Place, segment: &Segment, top: f64) {
    let (from, to) = (place.x(segment.from), place.x(segment.to));
    let (width, middle) = (to - from, top + BLOCK / 2.0);
    let name = |canvas: &mut Canvas, class: &'static str, text: &str| {
        if text_width(text, 11.0) <= width {
            let at = ((from + to) / 2.0, middle + 4.0);
            canvas.text(at, Anchor::Middle, class, 11.0, text);
        }
    };
    // On a pattern, words stand on a ground of their own.
    let on_pill = |canvas: &mut Canvas, class: &'static str, text: &str, margin: f64| {
        let pill = text_width(text, 11.0) + margin;
        if pill <= width {
            let left = (from + to - pill) / 2.0;
            canvas.rect("pill", left, top + 2.0, pill, BLOCK - 4.0);
            name(canvas, class, text);
        }
    };
    match &segment.state {
        State::Polled(thread) => {
            canvas.rect("polled", from, top, width, BLOCK);
            name(canvas, "thread", thread);
        }
        State::Held(thread) => {
            canvas.rect("held", from, top, width, BLOCK);
            canvas.rect("hatched", from, top, width, BLOCK);
            on_pill(canvas, "held-thread", thread, 8.0);
        }
        State::Merged { polls, threads } => {
            canvas.rect("merged", from, top, width, BLOCK);
            canvas.rect("combed", from, top, width, BLOCK);
            let text = format!("{polls}×");
            let with_threads = format!("{text} {}", threads.join("/"));
            let fits = !threads.is_empty() && text_width(&with_threads, 11.0) + 6.0 <= width;
            let text = if fits { &with_threads } else { &text };
            on_pill(canvas, "held-thread", text, 6.0);
        }
        State::Waiting => canvas.rect("waiting", from, middle - 4.0, width, 8.0),
        State::Ready => canvas.rect("ready", from, middle - 4.0, width, 8.0),
    }
}

/// A tick for ready, a cross for dropped, a flash for a panic.
pub(crate) fn ending(canvas: &mut Canvas, x: f64, middle: f64, ending: Ending, size: f64) {
    let steps = |template: [f64; 6]| {
        let [a, b, c, d, e, f] = template.map(|part| number(part * size));
        format!("l{a} {b}l{c} {d}m{e} {f}")
    };
    match ending {
        Ending::Ready => {
            let steps = steps([0.8, 0.8, 1.3, -1.8, 0.0, 0.0]);
            canvas.path("tick", x + 3.0, middle, &steps);
        }
        Ending::Dropped => {
            let cross = format!("l{0} {0}m-{0} 0l{0} -{0}", number(size * 1.4));
            canvas.path("cross", x + 2.0, middle - size * 0.7, &cross);
        }
        Ending::Panicked => {
            canvas.path("panic", x + 7.0, middle - 8.0, FLASH);
        }
    }
}

fn leaf(canvas: &mut Canvas, place: &Place, leaf: &LeafLane, top: f64) {
    let middle = top + LEAF / 2.0 - 2.0;
    let at = (place.left - 8.0, middle + 3.5);
    canvas.text(at, Anchor::End, "leaf-name", 10.5, &leaf.label());
    let shared = leaf.shared_time().is_some();
    for wait in &leaf.waits {
        let (from, to) = (place.x(wait.from), place.x(wait.to));
        canvas.bar("leaf", from, middle - 4.5, to - from, 9.0);
        // The next leaf of the lane may follow at once, so the mark lies inside.
        let inside = to - from > 26.0;
        let x = if inside { to - 14.0 } else { to - 2.0 };
        if let Some(ending) = wait.end {
            self::ending(canvas, x, middle, ending, 3.5);
        }
        let from = match wait.due.zip(wait.late()) {
            Some((due, late)) => self::late(canvas, place, due, late, (to, middle)),
            None => from,
        };
        let text = match (wait.leaves, wait.milliseconds) {
            _ if wait.due.is_some() => continue,
            (1, Some(milliseconds)) if !shared => time(milliseconds.saturating_mul(1000)),
            (1, _) => continue,
            (many, _) => format!("{many}×"),
        };
        let pill = text_width(&text, 10.5) + 4.0;
        let at = ((from + x) / 2.0, middle + 3.5);
        if pill + 8.0 <= x - from && canvas.text(at, Anchor::Middle, "leaf-time", 10.5, &text) {
            canvas.rect("pill", at.0 - pill / 2.0, middle - 6.0, pill, 12.0);
        }
    }
}

/// The part of a timer's bar in which its time was over.
fn late(canvas: &mut Canvas, place: &Place, due: u64, late: u64, (to, middle): (f64, f64)) -> f64 {
    let from = (place.left + place.axis.x_at(due)).round().min(to);
    canvas.rect("late", from, middle - 4.5, to - from, 9.0);
    canvas.path("due", from, middle - 7.0, "v14");
    let text = format!("{} late", time(late));
    let pill = text_width(&text, 10.5) + 4.0;
    let at = ((from + to) / 2.0, middle + 3.5);
    if pill + 30.0 <= to - from && canvas.text(at, Anchor::Middle, "leaf-time", 10.5, &text) {
        canvas.rect("pill", at.0 - pill / 2.0, middle - 6.0, pill, 12.0);
    }
    from
}

/// Flags above a block: a pole, and a pennant with the number of the line.
fn flags(canvas: &mut Canvas, place: &Place, flags: &[&Flag], top: f64) {
    let mut free = f64::NEG_INFINITY;
    for flag in flags {
        let x = place.x(flag.at);
        // Where lines are printed too fast, one pole stands for several.
        if x - free < 3.0 && free.is_finite() {
            continue;
        }
        free = x;
        let Some(number) = flag.number else {
            canvas.path("panic", x + 2.0, top - 18.0, FLASH);
            continue;
        };
        canvas.path("pole", x, top + 2.0, "v-21");
        let text = number.to_string();
        let width = text_width(&text, 10.0) + 4.0;
        if canvas.text((x + 2.0, top - 10.5), Anchor::Start, "flag", 10.0, &text) {
            canvas.path(
                "pennant",
                x,
                top - 19.0,
                &format!("h{0}v10h-{0}", self::number(width)),
            );
        }
    }
}
