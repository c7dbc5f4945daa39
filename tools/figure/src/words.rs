//! The run as a list of sentences, for those who don't see the picture: who was
//! made, how often polled, how long it waited, who woke it, how it ended.

use crate::svg::escape;
use crate::ticks::time;
use crate::timeline::{Cut, Ending, Lane, Moment, State, Timeline};
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

/// No list is longer than this.
const MOST: usize = 150;

/// More waits than these are said as their sum.
const FEW: usize = 4;

/// An ordered list: an item for each task of each panel. Where that is too long,
/// one for each task that did something unusual, as many as there are words for. Times are those of the picture, where each panel has its own zero.
pub fn words(panels: &[Timeline]) -> String {
    let lanes = panels.iter().flat_map(|panel| {
        let names = names(panel);
        let sentences = panel.lanes.iter();
        sentences.map(move |lane| count(&sentence(lane, &names, panel)))
    });
    let ends = panels.iter().map(|panel| count(&end(panel)));
    match lanes.chain(ends).sum::<usize>() {
        ..=MOST => list(panels, |lane, names, panel| {
            Some(sentence(lane, names, panel))
        }),
        _ => list(panels, |lane, _, panel| brief(lane, panel)),
    }
}

/// The list, with what is said of each lane.
fn list(
    panels: &[Timeline],
    say: impl Fn(&Lane, &HashMap<u32, String>, &Timeline) -> Option<String>,
) -> String {
    let mut items: Vec<String> = Vec::new();
    let ends: usize = panels.iter().map(|panel| count(&end(panel))).sum();
    // Room for the number of those left out.
    let mut left = (MOST - 4).saturating_sub(ends);
    let mut hidden = 0;
    for panel in panels {
        // Panels have titles, which come first; a run ends with its end.
        let (first, last) = match panel.title.is_empty() {
            true => (None, Some(end(panel))),
            false => (Some(end(panel)), None),
        };
        items.extend(first.filter(|_| ends < MOST - 4));
        let names = names(panel);
        for lane in &panel.lanes {
            let Some(item) = say(lane, &names, panel) else {
                continue;
            };
            // After the first that doesn't fit, they are only counted.
            let item = (hidden == 0).then_some(item);
            let rest = item.as_ref().and_then(|item| left.checked_sub(count(item)));
            match rest.zip(item) {
                Some((rest, item)) => {
                    left = rest;
                    items.push(item);
                }
                None => hidden += 1,
            }
        }
        items.extend(last);
    }
    match hidden {
        0 => {}
        1 => items.push("And one more lane.".to_owned()),
        more => items.push(format!("And {more} more lanes.")),
    }
    let items: String = items
        .iter()
        .map(|item| format!("<li>{}</li>", unsearched(&escape(item))))
        .collect();
    format!("<ol>{items}</ol>")
}

/// Puts the words that every figure has into attributes, from where the
/// stylesheet shows them: a search for `polled` finds pages by their prose.
fn unsearched(item: &str) -> String {
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        let word = "made|polled(?: once| twice)?|held a thread for|waited|queued|leaves|woken\
                    |the runtime|another task|itself|done|dropped|panicked|late(?: by)?|the recording ends";
        Regex::new(&format!(r"(?i)\b(?:{word})\b(?:, (?:{word})\b)*")).expect("it is one")
    });
    let marked = WORDS.replace_all(item, r#"<i data-words="$0"></i>"#);
    marked.into_owned()
}

fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

fn names(panel: &Timeline) -> HashMap<u32, String> {
    let lanes = panel.lanes.iter();
    lanes.map(|lane| (lane.task, lane.label())).collect()
}

/// ` at 20 ms`, since the panel began; nothing where there are no times.
fn at(moment: Moment, panel: &Timeline) -> String {
    match panel.is_timed {
        true => format!(" at {}", time(moment.at.saturating_sub(panel.begin.at))),
        false => String::new(),
    }
}

/// `All done at 40 ms.`, or with the panel's title, `join!: done at 40 ms.`
fn end(panel: &Timeline) -> String {
    let at = |moment: Moment| at(moment, panel);
    let title: String = panel
        .title
        .split_whitespace()
        .take(8)
        .collect::<Vec<_>>()
        .join(" ");
    match panel.done {
        Some(done) if title.is_empty() => format!("All done{}.", at(done)),
        Some(done) => format!("{title}: done{}.", at(done)),
        None if panel.cut == Some(Cut::Full) => {
            format!(
                "There was more{}.",
                at(panel.end).replace(" at ", " after ")
            )
        }
        None if panel.cut == Some(Cut::Stopped) => {
            format!("It was still running{}.", at(panel.end))
        }
        None => format!("The recording ends{}.", at(panel.end)),
    }
}

/// `read 1: made by main, polled twice, waited 20 ms, done at 20 ms.` A task
/// without an end outlived the panel, or the recording.
fn sentence(lane: &Lane, names: &HashMap<u32, String>, panel: &Timeline) -> String {
    let at = |moment: Moment| at(moment, panel);
    let mut parts = Vec::new();
    if let Some(made) = lane.made {
        let by = made.by.and_then(|by| names.get(&by));
        let by = by.map(|by| format!(" by {by}"));
        // The beginning goes without saying.
        let later = made.at.at > panel.begin.at;
        if by.is_some() || later {
            let at = if later { at(made.at) } else { String::new() };
            parts.push(format!("made{}{at}", by.unwrap_or_default()));
        }
    }
    parts.push(polled(lane));
    for (word, wanted) in [
        (
            "held a thread for",
            (|state| matches!(state, State::Held(_))) as fn(&State) -> bool,
        ),
        ("waited", |state| *state == State::Waiting),
        ("queued", |state| *state == State::Ready),
    ] {
        parts.extend(times(lane, wanted).map(|times| format!("{word} {times}")));
    }
    parts.extend(late(lane));
    if lane.leaves.len() > 1 {
        parts.push(format!("on {} leaves", lane.leaves.len()));
    }
    parts.extend(woken(lane, names));
    match lane.end {
        Some((end, Ending::Ready)) => parts.push(format!("done{}", at(end))),
        Some((end, Ending::Dropped)) => parts.push(format!("dropped{}", at(end))),
        Some((end, Ending::Panicked)) => parts.push(format!("panicked{}", at(end))),
        None => {}
    }
    format!("{}: {}.", lane.label(), parts.join(", "))
}

/// What was unusual: it held a thread, its timer was late, it did not become
/// ready. None where nothing was.
fn brief(lane: &Lane, panel: &Timeline) -> Option<String> {
    let at = |moment: Moment| at(moment, panel);
    let held = times(lane, |state| matches!(state, State::Held(_)));
    let held = held.map(|times| format!("held a thread for {times}"));
    let end = match lane.end {
        Some((end, Ending::Dropped)) => Some(format!("dropped{}", at(end))),
        Some((end, Ending::Panicked)) => Some(format!("panicked{}", at(end))),
        _ => None,
    };
    let parts: Vec<String> = [held, late(lane), end].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!("{}: {}.", lane.label(), parts.join(", ")))
}

/// By how much its timers were late.
fn late(lane: &Lane) -> Option<String> {
    let waits = lane.leaves.iter().flat_map(|leaf| &leaf.waits);
    let late: Vec<String> = waits.filter_map(|wait| wait.late().map(time)).collect();
    match late.len() {
        0 => None,
        1..=FEW => Some(format!("late by {}", late.join(" + "))),
        many => Some(format!("late {many} times")),
    }
}

/// How often, and on which threads if `m` isn't the only one.
fn polled(lane: &Lane) -> String {
    let polls: usize = lane.segments.iter().map(|segment| segment.polls()).sum();
    let mut threads: Vec<&str> = Vec::new();
    for segment in &lane.segments {
        if let State::Polled(thread) | State::Held(thread) = &segment.state
            && !threads.contains(&thread.as_str())
        {
            threads.push(thread);
        }
    }
    threads.truncate(3);
    let often = match polls {
        1 => "polled once".to_owned(),
        2 => "polled twice".to_owned(),
        more => format!("polled {more} times"),
    };
    match threads.as_slice() {
        [] | ["m"] => often,
        threads => format!("{often} on {}", threads.join("/")),
    }
}

/// `20 ms + 30 ms`, or the sum of many; none where it is less than a millisecond.
fn times(lane: &Lane, wanted: fn(&State) -> bool) -> Option<String> {
    let times: Vec<u64> = lane
        .segments
        .iter()
        .filter(|segment| wanted(&segment.state))
        .map(|segment| segment.microseconds())
        .filter(|microseconds| *microseconds >= 1000)
        .collect();
    match times.len() {
        0 => None,
        1..=FEW => Some(
            times
                .iter()
                .map(|each| time(*each))
                .collect::<Vec<_>>()
                .join(" + "),
        ),
        _ => Some(format!("{} in all", time(times.iter().sum()))),
    }
}

/// By whom it was woken, each once, at most three.
fn woken(lane: &Lane, names: &HashMap<u32, String>) -> Option<String> {
    let mut by: Vec<&str> = Vec::new();
    for wake in &lane.wakes {
        let name = match wake.by {
            Some(task) if task == lane.task => "itself",
            Some(task) => names.get(&task).map_or("another task", String::as_str),
            // There may be no runtime at all.
            None if lane.is_traced => "code outside",
            None => "the runtime",
        };
        if !by.contains(&name) {
            by.push(name);
        }
    }
    by.truncate(3);
    (!by.is_empty()).then(|| format!("woken by {}", by.join(" and ")))
}
