//! Pictures of memory: what values a program told the place of, byte by byte,
//! and where the pointers among them point.
//!
//! A program tells it by what it prints. A line without indentation that ends
//! in a colon begins a panel; `future 0..32` is a value; a line with more, such
//! as `readings 16..28 = [14, 3, -6]` or `coldest 0..8 -> 24`, a part of the
//! value around it, with what it holds or the byte that it points to.

mod html;
mod picture;

pub(crate) use html::{document, figure};

use recording::{Event, What};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// More than that is no picture. A program may print anything.
const PANELS: usize = 12;
const LINES: usize = 400;

static TITLE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^(\S.*):$").expect("it is one"));
static PLACE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*(\S.*?) (-?\d{1,12})\.\.(-?\d{1,12})(?: = (.+)| -> (-?\d{1,12}))?$")
        .expect("it is one")
});

/// What stands in memory at one moment.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Panel {
    /// The words of the line that began it.
    pub(crate) title: String,
    /// The values, by their first bytes.
    pub(crate) wholes: Vec<Whole>,
}

/// A value.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Whole {
    /// None of a part around which no value was told.
    pub(crate) name: Option<String>,
    pub(crate) bytes: Range<i64>,
    /// Those of its parts that were told, in the order of their bytes.
    pub(crate) parts: Vec<Part>,
}

/// A part of a value.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) bytes: Range<i64>,
    pub(crate) holds: Holds,
}

/// What a part holds.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    Value(String),
    /// The byte that it points to.
    Pointer(i64),
}

impl Panel {
    /// The value that a byte belongs to.
    fn around(&self, byte: i64) -> Option<&Whole> {
        self.wholes.iter().find(|whole| whole.bytes.contains(&byte))
    }
}

/// The panels that a run told.
pub(crate) fn panels(events: &[Event]) -> Vec<Panel> {
    let printed = events.iter().filter_map(|event| match &event.what {
        What::Print { text, .. } => Some(text.as_str()),
        _ => None,
    });
    let mut panels: Vec<Panel> = Vec::new();
    for line in printed.flat_map(str::lines).take(LINES) {
        if let Some(title) = TITLE.captures(line) {
            panels.push(Panel {
                title: title[1].to_owned(),
                ..Panel::default()
            });
        } else if let Some(place) = PLACE.captures(line) {
            if panels.is_empty() {
                panels.push(Panel::default());
            }
            put(panels.last_mut().expect("there is one"), &place);
        }
    }
    panels.retain(|panel| !panel.wholes.is_empty());
    panels.truncate(PANELS);
    for panel in &mut panels {
        panel.wholes.sort_by_key(|whole| whole.bytes.start);
        for whole in &mut panel.wholes {
            whole.parts.sort_by_key(|part| part.bytes.start);
        }
    }
    panels
}

/// Puts a line that tells a place into its panel.
fn put(panel: &mut Panel, line: &regex::Captures) {
    let number = |index: usize| line[index].parse::<i64>().expect("they are few digits");
    let (name, bytes) = (line[1].to_owned(), number(2)..number(3));
    if bytes.is_empty() {
        return;
    }
    let holds = match (line.get(4), line.get(5)) {
        (Some(value), _) => Holds::Value(value.as_str().to_owned()),
        (_, Some(_)) => Holds::Pointer(number(5)),
        _ => {
            let (name, parts) = (Some(name), Vec::new());
            panel.wholes.push(Whole { name, bytes, parts });
            return;
        }
    };
    let is_around =
        |whole: &&mut Whole| whole.bytes.start <= bytes.start && bytes.end <= whole.bytes.end;
    let around = panel.wholes.iter_mut().find(is_around);
    let part = |bytes| Part { name, bytes, holds };
    match around {
        Some(whole) => whole.parts.push(part(bytes)),
        None => panel.wholes.push(Whole {
            name: None,
            bytes: bytes.clone(),
            parts: vec![part(bytes)],
        }),
    }
}
