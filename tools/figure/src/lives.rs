//! From what a recording tells of a task to its lane: which entry was a drop,
//! where it waited, where it was ready, how it ended.

use crate::gather::{self, Entry, Leaf, Task};
use crate::names;
use crate::timeline::{Cut, Ending, Flag, Lane, LeafLane, Moment, Segment, State, Timeline, Wait};
use recording::{Event, Kind, What};
use std::collections::HashMap;

/// A poll that takes as long as this is drawn as one that holds its thread.
const HELD: u64 = 10_000;

/// A future that is done is dropped at once. Where that takes longer, in
/// microseconds, something else dropped it.
const AT_ONCE: u64 = 1_000;

/// A timer is late from here on, in microseconds: tokio's own are late by one
/// or two milliseconds.
const LATE: u64 = 10_000;

/// Works out what happened. With the program's source, tasks have names.
pub fn timeline(events: &[Event], source: Option<&str>) -> Timeline {
    let moment = |order: usize| Moment {
        order,
        at: events.get(order).map_or(0, |event| event.at),
    };
    let (begin, end) = (moment(0), moment(events.len().saturating_sub(1)));
    let tasks = gather::tasks(events);
    let names = names::tasks(&tasks, source);
    let threads = names::threads(&tasks);
    let mut lanes: Vec<Lane> = tasks
        .iter()
        .zip(names)
        .filter_map(|(task, name)| lane(task, name, &threads, end))
        .collect();
    names::number(&mut lanes);
    let done = lanes
        .iter()
        .map(|lane| lane.end.map(|(at, _)| at))
        .collect::<Option<Vec<_>>>()
        .and_then(|ends| ends.into_iter().max());
    Timeline {
        title: String::new(),
        lanes,
        flags: flags(events),
        begin,
        end,
        done,
        cut: cut(events),
        is_timed: true,
    }
}

fn cut(events: &[Event]) -> Option<Cut> {
    match events.last()?.what {
        What::Cut {} => Some(Cut::Full),
        What::Stopped {} => Some(Cut::Stopped),
        _ => None,
    }
}

fn flags(events: &[Event]) -> Vec<Flag> {
    let mut printed = 0;
    let mut flags = Vec::new();
    for (order, event) in events.iter().enumerate() {
        let at = Moment {
            order,
            at: event.at,
        };
        let (line, text, task, number) = match &event.what {
            What::Print { line, text, task } => {
                let number = printed + 1;
                printed += text.lines().count().max(1);
                (line, text, task, Some(number))
            }
            What::Panic {
                line, text, task, ..
            } => (line, text, task, None),
            _ => continue,
        };
        flags.push(Flag {
            at,
            task: *task,
            number,
            line: *line,
            text: text.clone(),
        });
    }
    flags
}

/// The task's lane; none if its future was never polled.
fn lane(task: &Task, name: String, threads: &HashMap<u32, String>, last: Moment) -> Option<Lane> {
    let (polls, drop) = polls_and_drop(task);
    let last_poll = polls.last()?;
    let over = last_poll.to.unwrap_or(last);
    let end = match (task.ready, task.closed) {
        (Some(_), _) => Some((over, Ending::Ready)),
        (None, closed) => closed.map(|closed| match ending(task, last_poll, drop) {
            Ending::Dropped => (drop.map_or(closed, |drop| drop.from), Ending::Dropped),
            ending => (over, ending),
        }),
    };
    Some(Lane {
        task: task.id,
        name,
        number: None,
        is_traced: task.kind == Kind::Traced,
        tasks: 1,
        made: Some(task.made),
        segments: segments(task, polls, threads, end.map_or(last, |(at, _)| at)),
        wakes: task.wakes.clone(),
        end,
        leaves: leaves(&task.leaves, last),
    })
}

/// The last entry of a closed task is the drop of its future, unless a leaf was
/// polled inside. A closure that was entered only once ran then.
fn polls_and_drop(task: &Task) -> (&[Entry], Option<&Entry>) {
    if let Some(ready) = task.ready {
        let polls = task.entries.partition_point(|entry| entry.from < ready);
        return (&task.entries[..polls], task.entries.get(polls));
    }
    match task.entries.split_last() {
        Some((drop, polls))
            if task.closed.is_some()
                && !drop.polled_a_leaf
                && !(polls.is_empty() && task.kind == Kind::Blocking) =>
        {
            (polls, Some(drop))
        }
        _ => (&task.entries, None),
    }
}

/// How a closed task ended. A future that is ready is dropped by the thread that
/// polled it, as the next thing that the thread does. A future that still has a
/// leaf pending isn't ready.
fn ending(task: &Task, last_poll: &Entry, drop: Option<&Entry>) -> Ending {
    if task.panicked.is_some_and(|at| at > last_poll.from) {
        return Ending::Panicked;
    }
    // It would have said so, had it been ready.
    if task.kind == Kind::Traced {
        return Ending::Dropped;
    }
    let Some(drop) = drop else {
        return Ending::Ready;
    };
    let over = last_poll.to.unwrap_or(last_poll.from);
    let woken = |wake: &crate::Cause| over < wake.at && wake.at < drop.from;
    let directly = drop.follows_itself
        && drop.thread == last_poll.thread
        && drop.from.at.saturating_sub(over.at) <= AT_ONCE
        && !task.wakes.iter().any(woken);
    if directly && !last_poll.left_pending {
        Ending::Ready
    } else {
        Ending::Dropped
    }
}

fn segments(
    task: &Task,
    polls: &[Entry],
    threads: &HashMap<u32, String>,
    end: Moment,
) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut wakes = task.wakes.iter().map(|wake| wake.at).peekable();
    // A task is ready as soon as it is spawned; `block_on` polls at once, and a
    // traced future is known from its first poll on.
    let mut idle_from = task.made.at;
    let at_once = matches!(task.kind, Kind::BlockOn | Kind::Traced);
    let mut ready_from = (!at_once).then_some(task.made.at);
    let idle = |segments: &mut Vec<Segment>, from, ready: Option<Moment>, to| {
        let ready = ready.unwrap_or(to);
        let mut push = |from: Moment, to: Moment, state| {
            if from < to {
                segments.push(Segment { from, to, state });
            }
        };
        push(from, ready, State::Waiting);
        push(ready, to, State::Ready);
    };
    for (index, poll) in polls.iter().enumerate() {
        if index > 0 || ready_from.is_some() {
            idle(&mut segments, idle_from, ready_from, poll.from);
        }
        let to = poll.to.unwrap_or(end).max(poll.from);
        let thread = threads[&poll.thread].clone();
        let state = if to.at.saturating_sub(poll.from.at) >= HELD {
            State::Held(thread)
        } else {
            State::Polled(thread)
        };
        segments.push(Segment {
            from: poll.from,
            to,
            state,
        });
        // The first wake after the poll's beginning makes it ready again: one
        // that came during the poll, from its end on.
        let next = polls.get(index + 1).map_or(end, |next| next.from);
        while wakes.next_if(|wake| *wake < poll.from).is_some() {}
        idle_from = to;
        ready_from = wakes
            .peek()
            .filter(|wake| **wake < next)
            .map(|wake| (*wake).max(to));
    }
    idle(&mut segments, idle_from, ready_from, end);
    segments
}

/// When a timer's time is over.
fn due(from: Moment, milliseconds: Option<u64>) -> Option<u64> {
    from.at.checked_add(milliseconds?.checked_mul(1000)?)
}

/// Puts leaves that follow one another into one lane.
fn leaves(leaves: &[Leaf], last: Moment) -> Vec<LeafLane> {
    let mut lanes: Vec<LeafLane> = Vec::new();
    let mut waits: Vec<_> = leaves
        .iter()
        .flat_map(|leaf| {
            leaf.waits
                .iter()
                .map(move |(from, end)| (*from, *end, leaf))
        })
        .collect();
    waits.sort_by_key(|(from, ..)| *from);
    for (from, end, leaf) in waits {
        let to = end.map_or(last, |(at, _)| at);
        let wait = Wait {
            from,
            to,
            due: due(from, leaf.milliseconds).filter(|due| due.saturating_add(LATE) <= to.at),
            end: end.map(|(_, ending)| ending),
            milliseconds: leaf.milliseconds,
            leaves: 1,
        };
        let free = lanes.iter_mut().find(|lane| {
            lane.kind == leaf.kind && lane.waits.last().is_some_and(|wait| wait.to < from)
        });
        match free {
            Some(lane) => lane.waits.push(wait),
            None => lanes.push(LeafLane {
                kind: leaf.kind.clone(),
                waits: vec![wait],
            }),
        }
    }
    lanes
}
