//! What every task of a run does at a moment, from the first event to the last.

use crate::timeline::{Ending, State, Timeline};
use crate::told::Teller;
use recording::Kind;
use std::collections::{BTreeSet, HashMap};

/// What a task does at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Does<'a> {
    Unmade,
    Made,
    Ready,
    Polled(&'a str),
    Waiting,
    Ended(Ending),
}

/// What all tasks of a run do, from moment to moment.
pub(crate) struct Now<'a> {
    does: Vec<Does<'a>>,
    kinds: Vec<Kind>,
    /// The tasks in the run queue, by when they came into it.
    pub(crate) queue: BTreeSet<(usize, usize)>,
    /// What will change: at which event, whose life, and to what.
    changes: std::iter::Peekable<std::vec::IntoIter<(usize, usize, Does<'a>)>>,
    /// The places of tasks in the run, by their numbers.
    pub(crate) tasks: HashMap<u32, usize>,
}

impl<'a> Now<'a> {
    pub(crate) fn new(run: &'a Timeline, teller: &Teller) -> Now<'a> {
        let mut changes = Vec::new();
        for (index, lane) in run.lanes.iter().enumerate() {
            let made = lane.made.map(|made| (made.at.order, index, Does::Made));
            let segments = lane.segments.iter().map(|segment| {
                let does = match &segment.state {
                    State::Polled(thread) | State::Held(thread) => Does::Polled(thread),
                    State::Merged { .. } => Does::Polled(""),
                    State::Waiting => Does::Waiting,
                    State::Ready => Does::Ready,
                };
                (segment.from.order, index, does)
            });
            let end = lane
                .end
                .map(|(at, ending)| (at.order, index, Does::Ended(ending)));
            changes.extend(made.into_iter().chain(segments).chain(end));
        }
        // Of one lane they stay in their order.
        changes.sort_by_key(|(order, ..)| *order);
        let kind = |lane: &crate::Lane| teller.kind(lane.task).unwrap_or(Kind::Task);
        let tasks = run.lanes.iter().enumerate();
        Now {
            does: vec![Does::Unmade; run.lanes.len()],
            kinds: run.lanes.iter().map(kind).collect(),
            queue: BTreeSet::new(),
            changes: changes.into_iter().peekable(),
            tasks: tasks.map(|(index, lane)| (lane.task, index)).collect(),
        }
    }

    /// Goes on until after this event.
    pub(crate) fn pass(&mut self, order: usize) {
        while let Some((at, index, does)) = self.changes.next_if(|(at, ..)| *at <= order) {
            self.queue.retain(|(_, queued)| *queued != index);
            // A closure waits for a thread of its own, and a traced future is
            // polled by the program.
            if does == Does::Ready && self.kinds[index] == Kind::Task {
                self.queue.insert((at, index));
            }
            self.does[index] = does;
        }
    }

    /// What a task does, in words.
    pub(crate) fn word(&self, index: usize) -> String {
        match (self.does[index], self.kinds[index]) {
            (Does::Unmade, _) => "not yet made".to_owned(),
            (Does::Made, _) => "made, not yet polled".to_owned(),
            (Does::Ready, Kind::Blocking) => "waiting for a thread".to_owned(),
            (Does::Ready, Kind::Traced) => "woken, not yet polled".to_owned(),
            (Does::Ready, _) => "in the run queue".to_owned(),
            (Does::Polled(thread), Kind::Blocking) => format!("running on {thread}"),
            (Does::Polled(thread), _) => format!("being polled on {thread}"),
            (Does::Waiting, _) => "waiting".to_owned(),
            (Does::Ended(Ending::Ready), _) => "done".to_owned(),
            (Does::Ended(Ending::Dropped), _) => "dropped".to_owned(),
            (Does::Ended(Ending::Panicked), _) => "panicked".to_owned(),
        }
    }

    /// `2 polled, 40 ready`: what many tasks do that share a lane.
    pub(crate) fn sum(&self, tasks: &[usize]) -> String {
        let mut counts = [0; 6];
        for task in tasks {
            counts[match self.does[*task] {
                Does::Unmade => 5,
                Does::Polled(_) => 0,
                Does::Made | Does::Ready => 1,
                Does::Waiting => 2,
                Does::Ended(Ending::Ready) => 3,
                Does::Ended(_) => 4,
            }] += 1;
        }
        let words = [
            "polled",
            "ready",
            "waiting",
            "done",
            "dropped or panicked",
            "not yet made",
        ];
        let parts = counts.iter().zip(words).filter(|(count, _)| **count > 0);
        let parts: Vec<String> = parts
            .map(|(count, word)| format!("{count} {word}"))
            .collect();
        parts.join(", ")
    }
}
