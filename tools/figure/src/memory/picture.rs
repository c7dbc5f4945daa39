//! One panel: a column of bytes, with what they hold, and an arrow for each
//! pointer. It is as wide as a phone's page, so that nothing scrolls.

use super::{Holds, Panel, Part, Whole};
use crate::svg::{Anchor, Canvas, text_width};
use std::collections::BTreeSet;

/// Four bytes, if they belong to a part: an `i32` is one row.
const ROW: f64 = 17.0;
/// A stretch of bytes takes so many rows at most.
const ROWS: i64 = 8;
/// Between two values that do not touch.
const GAP: f64 = 14.0;
/// The sizes of texts.
const TITLE: f64 = 14.0;
const NAME: f64 = 12.0;
const BYTE: f64 = 10.0;
/// How wide the column is, if its words need no more.
const COLUMN: f64 = 148.0;
/// From an arrow to the one beside it.
const APART: f64 = 13.0;

/// Draws a panel whose upper left corner is here, and says how large it is.
pub(super) fn draw(canvas: &mut Canvas, panel: &Panel, (x, y): (f64, f64)) -> (f64, f64) {
    let top = match panel.title.as_str() {
        "" => y + 6.0,
        title => {
            canvas.text((x + 2.0, y + 16.0), Anchor::Start, "h", TITLE, title);
            y + 32.0
        }
    };
    let column = Column::new(panel, x, top);
    for whole in &panel.wholes {
        column.whole(canvas, whole);
    }
    column.bytes(canvas);
    let right = column.arrows(canvas, panel);
    let title = text_width(&panel.title, TITLE) + 4.0;
    let height = column.y(column.marks.last().map_or(0, |(byte, _)| *byte)) + 8.0 - y;
    (title.max(right - x), height)
}

/// Where the bytes of a panel stand.
struct Column {
    /// The left end of the names of values.
    left: f64,
    /// The left and the right edge of the column.
    from: f64,
    to: f64,
    /// Bytes at which something begins or ends, and where each is drawn.
    marks: Vec<(i64, f64)>,
}

impl Column {
    fn new(panel: &Panel, x: f64, top: f64) -> Column {
        let wholes = panel.wholes.iter();
        let names = wholes.clone().filter_map(|whole| whole.name.as_deref());
        let names = names.map(|name| text_width(name, NAME) + 10.0);
        let from = x + names.fold(0.0, f64::max) + 30.0;
        let cells = wholes.flat_map(|whole| &whole.parts).flat_map(cells);
        let words = cells.map(|cell| text_width(&cell.name, NAME) + text_width(&cell.value, NAME));
        let to = from + words.fold(COLUMN, |wide, words| wide.max(words + 24.0));
        let mut marks = Vec::new();
        let mut y = top;
        for byte in edges(panel) {
            if let Some((before, _)) = marks.last() {
                y += height(panel, *before, byte);
            }
            marks.push((byte, y));
        }
        Column {
            left: x,
            from,
            to: to.round(),
            marks,
        }
    }

    /// Where a byte begins. Bytes between two marks stand at the upper one.
    fn y(&self, byte: i64) -> f64 {
        let after = self.marks.partition_point(|(mark, _)| *mark <= byte);
        self.marks[after.saturating_sub(1)].1
    }

    /// The middle of the row that begins with a byte.
    fn middle(&self, byte: i64) -> f64 {
        let after = self.marks.partition_point(|(mark, _)| *mark <= byte);
        let end = self.marks.get(after).map_or(self.y(byte), |(_, y)| *y);
        (self.y(byte) + end) / 2.0
    }

    fn rect(&self, canvas: &mut Canvas, layer: &str, from: i64, to: i64) {
        let (top, bottom) = (self.y(from), self.y(to));
        canvas.rect(layer, self.from, top, self.to - self.from, bottom - top);
    }

    fn whole(&self, canvas: &mut Canvas, whole: &Whole) {
        self.rect(canvas, "rest", whole.bytes.start, whole.bytes.end);
        self.rect(canvas, "whole", whole.bytes.start, whole.bytes.end);
        if let Some(name) = &whole.name {
            let middle = (self.y(whole.bytes.start) + self.y(whole.bytes.end)) / 2.0;
            let at = (self.left + 2.0, middle + 4.0);
            canvas.text(at, Anchor::Start, "whole-name", NAME, name);
        }
        for cell in whole.parts.iter().flat_map(cells) {
            self.rect(canvas, "part", cell.from, cell.to);
            let base = (self.y(cell.from) + self.y(cell.to)) / 2.0 + 4.0;
            let (name, value) = ((self.from + 7.0, base), (self.to - 7.0, base));
            if !cell.name.is_empty() {
                canvas.text(name, Anchor::Start, "part-name", NAME, &cell.name);
            }
            canvas.text(value, Anchor::End, "value", NAME, &cell.value);
        }
    }

    /// The numbers of bytes, at the left.
    fn bytes(&self, canvas: &mut Canvas) {
        for (byte, y) in &self.marks {
            let at = (self.from - 6.0, y + 3.5);
            canvas.text(at, Anchor::End, "byte", BYTE, &byte.to_string());
        }
    }

    /// An arrow for each pointer. Says where the last of them ends, at the right.
    fn arrows(&self, canvas: &mut Canvas, panel: &Panel) -> f64 {
        let mut right = self.to + 2.0;
        for whole in &panel.wholes {
            for part in &whole.parts {
                let Holds::Pointer(to) = part.holds else {
                    continue;
                };
                right += APART;
                let from = (self.y(part.bytes.start) + self.y(part.bytes.end)) / 2.0;
                let stays = whole.bytes.contains(&to);
                let (line, head) = if stays {
                    ("points", "head")
                } else {
                    ("strays", "astray")
                };
                let depth = right - self.to;
                if panel.around(to).is_none() {
                    canvas.path(line, self.to, from, "h14");
                    canvas.path("nowhere", self.to + 16.0, from, "m-4-4l8 8m0-8l-8 8");
                    continue;
                }
                let down = self.middle(to) - from;
                canvas.path(line, self.to, from, &format!("h{depth}v{down}h-{depth}"));
                canvas.path(head, self.to + 1.0, self.middle(to), "l8-4.5v9z");
            }
        }
        right + 10.0
    }
}

/// A row of the column that has its own words.
struct Cell {
    from: i64,
    to: i64,
    name: String,
    value: String,
}

/// What a part is drawn as: an array as its elements, anything else as itself.
fn cells(part: &Part) -> Vec<Cell> {
    let (from, to) = (part.bytes.start, part.bytes.end);
    let value = match &part.holds {
        Holds::Pointer(to) => format!("→ {to}"),
        Holds::Value(value) => value.clone(),
    };
    let list = value
        .strip_prefix('[')
        .and_then(|list| list.strip_suffix(']'));
    let elements: Vec<&str> = list.into_iter().flat_map(|list| list.split(", ")).collect();
    let number = elements.len() as i64;
    if !(1..=ROWS).contains(&number) || (to - from) % number != 0 {
        let name = part.name.clone();
        return vec![Cell {
            from,
            to,
            name,
            value,
        }];
    }
    let size = (to - from) / number;
    let cell = |(index, element): (i64, &&str)| Cell {
        from: from + index * size,
        to: from + (index + 1) * size,
        name: if index == 0 {
            part.name.clone()
        } else {
            String::new()
        },
        value: (*element).to_owned(),
    };
    (0..).zip(&elements).map(cell).collect()
}

/// The bytes at which something begins or ends.
fn edges(panel: &Panel) -> BTreeSet<i64> {
    let mut edges = BTreeSet::new();
    for whole in &panel.wholes {
        edges.extend([whole.bytes.start, whole.bytes.end]);
        for cell in whole.parts.iter().flat_map(cells) {
            edges.extend([cell.from, cell.to]);
        }
    }
    edges
}

/// How high a stretch of bytes is drawn, from one edge to the next.
fn height(panel: &Panel, from: i64, to: i64) -> f64 {
    match panel.around(from) {
        Some(_) => ROW * ((to - from + 3) / 4).clamp(1, ROWS) as f64,
        None => GAP,
    }
}
