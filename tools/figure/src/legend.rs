//! What the shapes of a figure mean. The words stand in attributes and the
//! stylesheet shows them, so that a search finds pages by their prose.

use crate::timeline::{State, Timeline};

/// What the layers of a picture mean; those without an entry belong to others.
const MEANINGS: [(&str, &str); 16] = [
    ("polled", "being polled, on thread"),
    ("merged", "many short polls, and how many"),
    ("held", "a poll that holds its thread"),
    ("waiting", "waiting, uses no thread"),
    ("ready", "in the run queue"),
    ("leaf", "a leaf that it waits for"),
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
];

/// The legend of a picture: an item for each shape that is drawn.
pub(crate) fn legend(drawn: &[&str], panels: &[Timeline]) -> String {
    let threads = threads(panels);
    let items: String = MEANINGS
        .iter()
        .filter(|(layer, _)| drawn.contains(layer))
        .map(|(layer, words)| {
            let names = if *layer == "polled" {
                format!(" {threads}")
            } else {
                String::new()
            };
            format!("<li class=\"f-key-{layer}\" data-words=\"{words}{names}\"></li>")
        })
        .collect();
    format!("<ul class=\"figure-legend\">{items}</ul>")
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
