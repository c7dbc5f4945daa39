//! Merges what is too narrow to be seen: polls that follow one another within
//! a time that is a small part of the whole become one band with their number,
//! and tasks for which there is no room share a lane.

use crate::timeline::{Lane, LeafLane, Segment, State, Timeline, Wait};
use std::collections::BTreeSet;

/// More moments than these can't be told apart in one panel.
const MOMENTS: usize = 110;

/// And more than these in all panels of a figure.
const IN_ALL: usize = 200;

/// More lanes than these nobody reads.
const LANES: usize = 16;

/// Fewer polls than these are not merged.
const FEW: usize = 3;

/// Merges as much as it must in each panel, and no more.
pub fn fold(panels: Vec<Timeline>) -> Vec<Timeline> {
    let most = MOMENTS.min(IN_ALL / panels.len().max(1));
    panels.into_iter().map(|run| fold_to(run, most)).collect()
}

fn fold_to(mut run: Timeline, most: usize) -> Timeline {
    if run.lanes.len() > LANES {
        let rest = run.lanes.split_off(LANES - 1);
        run.lanes.push(together(&rest));
    }
    let whole = run.end.at.saturating_sub(run.begin.at);
    let mut within = whole / 256;
    let mut folded = run.clone();
    while moments(&folded) > most {
        folded.lanes = run.lanes.iter().map(|lane| merge(lane, within)).collect();
        if within >= whole {
            break;
        }
        within = (within * 2).clamp(1, whole);
    }
    folded
}

fn moments(run: &Timeline) -> usize {
    let of = |lane: &Lane| {
        let waits: usize = lane.leaves.iter().map(|leaf| leaf.waits.len()).sum();
        lane.segments.len() + lane.wakes.len() + waits
    };
    run.lanes.iter().map(of).sum()
}

/// One lane for many tasks: a band from their first poll to their last.
fn together(lanes: &[Lane]) -> Lane {
    let polls = || {
        lanes
            .iter()
            .flat_map(|lane| &lane.segments)
            .filter(|segment| segment.is_poll())
    };
    let first = polls().map(|poll| poll.from).min();
    let last = polls().map(|poll| poll.to).max();
    let count = polls().map(Segment::polls).sum();
    let threads = threads(polls());
    let segments = first.zip(last).map(|(from, to)| Segment {
        from,
        to,
        state: State::Merged {
            polls: count,
            threads,
        },
    });
    let tasks = lanes.iter().map(|lane| lane.tasks).sum();
    Lane {
        task: 0,
        name: format!("{tasks} more"),
        number: None,
        is_traced: lanes.iter().all(|lane| lane.is_traced),
        tasks,
        made: None,
        segments: segments.into_iter().collect(),
        wakes: Vec::new(),
        end: None,
        leaves: Vec::new(),
    }
}

/// Merges a lane's polls where less than `within` microseconds lie between two.
fn merge(lane: &Lane, within: u64) -> Lane {
    let mut segments: Vec<Segment> = Vec::new();
    let mut rest = lane.segments.as_slice();
    while let Some((first, others)) = rest.split_first() {
        let length = run_length(rest, within);
        let polls = rest[..length].iter().map(Segment::polls).sum();
        if polls >= FEW && length > 1 {
            segments.push(Segment {
                from: first.from,
                to: rest[length - 1].to,
                state: State::Merged {
                    polls,
                    threads: threads(rest[..length].iter()),
                },
            });
            rest = &rest[length..];
        } else {
            segments.push(first.clone());
            rest = others;
        }
    }
    let mut bands = segments
        .iter()
        .filter(|segment| matches!(segment.state, State::Merged { .. }))
        .peekable();
    let mut wakes = lane.wakes.clone();
    wakes.retain(|wake| {
        while bands.next_if(|band| band.to < wake.at).is_some() {}
        bands.peek().is_none_or(|band| wake.at < band.from)
    });
    let merged = |segment: &&Segment| matches!(segment.state, State::Merged { .. });
    let bands: Vec<&Segment> = segments.iter().filter(merged).collect();
    let leaves: Vec<LeafLane> = lane
        .leaves
        .iter()
        .map(|leaf| leaf_merge(leaf, &bands, within))
        .collect();
    Lane {
        segments,
        wakes,
        leaves,
        ..lane.clone()
    }
}

/// The threads of polls, each once; none if they are more than two.
fn threads<'a>(polls: impl Iterator<Item = &'a Segment>) -> Vec<String> {
    let names: BTreeSet<&String> = polls.flat_map(Segment::threads).collect();
    let few = names.len() <= 2;
    names.into_iter().filter(|_| few).cloned().collect()
}

/// How many segments, from a poll to a poll, make a band.
fn run_length(segments: &[Segment], within: u64) -> usize {
    let short = |segment: &Segment| segment.microseconds() <= within;
    let mut length = 0;
    for (index, segment) in segments.iter().enumerate() {
        // What holds a thread is what a reader looks for: it is merged last.
        let held = matches!(segment.state, State::Held(_)) && segment.microseconds() > within / 8;
        if held || !short(segment) {
            break;
        }
        if segment.is_poll() {
            length = index + 1;
        } else if index == 0 {
            break;
        }
    }
    length
}

/// Merges leaves that were polled in one band, and those that are short and
/// follow one another.
fn leaf_merge(leaf: &LeafLane, bands: &[&Segment], within: u64) -> LeafLane {
    let mut waits: Vec<Wait> = Vec::new();
    let band = |wait: &Wait| {
        let index = bands.partition_point(|band| band.to <= wait.from);
        let band = bands.get(index)?;
        (band.from <= wait.from && wait.to <= band.to).then_some(index)
    };
    let short = |wait: &Wait| wait.to.at.saturating_sub(wait.from.at) <= within;
    let mut last_band = None;
    let mut mergeable = false;
    for wait in &leaf.waits {
        let this_band = band(wait);
        let in_one_band = this_band.is_some() && this_band == last_band;
        last_band = this_band;
        match waits.last_mut() {
            // That a timer was late is what a reader looks for.
            Some(last)
                if (last.due.is_none() && wait.due.is_none())
                    && (in_one_band
                        || mergeable
                            && short(wait)
                            && wait.from.at.saturating_sub(last.to.at) <= within
                            && wait.milliseconds == last.milliseconds) =>
            {
                last.to = wait.to;
                last.end = wait.end;
                last.leaves += wait.leaves;
                last.milliseconds = last
                    .milliseconds
                    .filter(|_| wait.milliseconds == last.milliseconds);
            }
            _ => {
                mergeable = short(wait);
                waits.push(wait.clone());
            }
        }
    }
    LeafLane {
        kind: leaf.kind.clone(),
        waits,
    }
}
