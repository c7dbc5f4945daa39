//! What every run of a program has in common, though times differ and threads
//! take turns as they like: for figures on the real clock.
//!
//! Two recordings with the same shape have the same panels; in each the same
//! tasks, made at the same places of the program and in the same order, which
//! ended in the same way, waited for as many leaves, were polled by the same
//! kind of thread and woken by the same tasks. A task was polled as often, and
//! as often left unpolled for long, unless it was given to `block_on`: that one
//! awaits others, and how often and how long it finds them unfinished is chance.
//! Polls that hold their thread for long do so in both, and which of them did so
//! at once.

use figure::{Ending, Lane, Plan, Segment, Timeline, split, timeline};
use recording::{Event, Kind, What};
use std::collections::{BTreeSet, HashMap};
use std::fmt::Write;

/// Long, in microseconds. The book's programs that show blocking wait 500 ms; on
/// a machine with nine programs on two cores, others were late by 206 ms.
const LONG: u64 = 400_000;

/// The shape of a recorded run, a line for each lane and each long hold.
pub fn shape(events: &[Event], source: &str, plan: &Plan) -> String {
    let places = places(events);
    let run = timeline(events, Some(source));
    let mut shape = String::new();
    for panel in split(&run, plan.panels) {
        let _ = writeln!(shape, "panel {:?}", panel.title);
        for flag in &panel.flags {
            let _ = writeln!(shape, "  line {} prints {:?}", flag.line, flag.text);
        }
        for lane in &panel.lanes {
            let _ = writeln!(
                shape,
                "  {}: {}",
                lane.label(),
                lane_words(lane, &panel, &places)
            );
        }
        for (one, other) in overlaps(&panel) {
            let _ = writeln!(shape, "  {one} and {other} hold two threads at once");
        }
    }
    shape
}

/// The kind of each task, and where it was made.
fn places(events: &[Event]) -> HashMap<u32, (Kind, u32, u32)> {
    let place = |event: &Event| match event.what {
        What::Task {
            id,
            kind,
            line,
            column,
            ..
        } => Some((id, (kind, line, column))),
        _ => None,
    };
    events.iter().filter_map(place).collect()
}

fn lane_words(lane: &Lane, panel: &Timeline, places: &HashMap<u32, (Kind, u32, u32)>) -> String {
    let (kind, line, column) = places[&lane.task];
    let name = |task: u32| {
        let lane = panel.lanes.iter().find(|lane| lane.task == task);
        lane.map_or("another".to_owned(), Lane::label)
    };
    let mut words = format!("{kind:?} of {line}:{column}");
    if let Some(by) = lane.made.and_then(|made| made.by) {
        let _ = write!(words, ", made by {}", name(by));
    }
    if kind != Kind::BlockOn {
        let polls: usize = lane.segments.iter().map(Segment::polls).sum();
        let unpolled = unpolled(lane);
        let _ = write!(words, ", {polls} polls, unpolled for long {unpolled} times");
    }
    let threads: BTreeSet<char> = polls(lane).filter_map(thread_kind).collect();
    let _ = write!(words, " on {}", threads.iter().collect::<String>());
    let by = lane
        .wakes
        .iter()
        .map(|wake| wake.by.map_or("the runtime".to_owned(), name));
    let by: BTreeSet<String> = by.collect();
    if !by.is_empty() {
        let _ = write!(words, ", woken by {by:?}");
    }
    let leaves: usize = lane.leaves.iter().map(|leaf| leaf.waits.len()).sum();
    let _ = write!(words, ", {leaves} leaves");
    let _ = write!(
        words,
        ", {} long polls",
        polls(lane).filter(|poll| is_long(poll)).count()
    );
    match lane.end {
        Some((_, Ending::Ready)) => words + ", ready",
        Some((_, Ending::Dropped)) => words + ", dropped",
        Some((_, Ending::Panicked)) => words + ", panicked",
        None => words,
    }
}

fn polls(lane: &Lane) -> impl Iterator<Item = &Segment> {
    lane.segments.iter().filter(|segment| segment.is_poll())
}

/// `m` for the thread of `main`, `w` for workers, `b` for the others.
fn thread_kind(poll: &Segment) -> Option<char> {
    match &poll.state {
        figure::State::Polled(thread) | figure::State::Held(thread) => thread.chars().next(),
        _ => None,
    }
}

fn is_long(segment: &Segment) -> bool {
    segment.microseconds() >= LONG
}

/// How often it was not polled for long, between two polls.
fn unpolled(lane: &Lane) -> usize {
    let polls: Vec<&Segment> = polls(lane).collect();
    let gap = |pair: &&[&Segment]| pair[1].from.at.saturating_sub(pair[0].to.at) >= LONG;
    polls.windows(2).filter(gap).count()
}

/// The lanes whose long polls went on at the same time, in pairs.
fn overlaps(panel: &Timeline) -> Vec<(String, String)> {
    let long: Vec<(&Lane, &Segment)> = panel
        .lanes
        .iter()
        .flat_map(|lane| polls(lane).map(move |poll| (lane, poll)))
        .filter(|(_, poll)| is_long(poll))
        .collect();
    let mut pairs = Vec::new();
    for (index, (lane, poll)) in long.iter().enumerate() {
        for (other, after) in &long[index + 1..] {
            if poll.from < after.to && after.from < poll.to {
                pairs.push((lane.label(), other.label()));
            }
        }
    }
    pairs
}
