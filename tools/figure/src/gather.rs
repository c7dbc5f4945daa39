//! From events to the lives of tasks and leaves: what the recorder tells, put
//! in order by whom it concerns. What a life looks like is `lives`' part.
//!
//! A recording tells two things only indirectly. A task's last `enter` before
//! its `close` is the drop of its future. And a poll's answer is not told at all.
//! A leaf belongs to the task that polls it, which need not be the one that made
//! it.

use crate::timeline::{Cause, Ending, Moment};
use recording::{Event, Kind, What};
use std::collections::HashMap;

/// A thread entered a task.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) from: Moment,
    pub(crate) to: Option<Moment>,
    pub(crate) thread: u32,
    /// A leaf was polled inside, so it is a poll and no drop.
    pub(crate) polled_a_leaf: bool,
    /// A leaf that had answered pending inside was still there at its end.
    pub(crate) left_pending: bool,
    /// The thread's entry before this one was into the same task.
    pub(crate) follows_itself: bool,
}

/// All that a recording tells of a task.
#[derive(Debug, Clone)]
pub(crate) struct Task {
    pub(crate) id: u32,
    pub(crate) kind: Kind,
    pub(crate) line: u32,
    pub(crate) column: u32,
    pub(crate) made: Cause,
    pub(crate) entries: Vec<Entry>,
    pub(crate) wakes: Vec<Cause>,
    pub(crate) panicked: Option<Moment>,
    pub(crate) closed: Option<Moment>,
    /// When it answered ready, if that is told.
    pub(crate) ready: Option<Moment>,
    pub(crate) name: Option<String>,
    pub(crate) leaves: Vec<Leaf>,
}

/// All that a recording tells of a leaf.
#[derive(Debug, Clone)]
pub(crate) struct Leaf {
    pub(crate) kind: String,
    pub(crate) milliseconds: Option<u64>,
    /// Each from a poll to an end. An interval has many: it is ready, and is
    /// polled again.
    pub(crate) waits: Vec<(Moment, Option<(Moment, Ending)>)>,
    /// The task that polled it first.
    owner: Option<u32>,
}

/// The tasks, in the order in which they were made.
pub(crate) fn tasks(events: &[Event]) -> Vec<Task> {
    let mut gather = Gather::default();
    for (order, event) in events.iter().enumerate() {
        let moment = Moment {
            order,
            at: event.at,
        };
        gather.event(moment, &event.what);
    }
    gather.finish()
}

#[derive(Default)]
struct Gather {
    tasks: Vec<Task>,
    index: HashMap<u32, usize>,
    leaves: HashMap<u32, Leaf>,
    /// The task that each thread entered last.
    last: HashMap<u32, u32>,
    /// For each task, its leaves that have answered pending and are still there.
    pending: HashMap<u32, Vec<u32>>,
    /// Leaves that are over, with their number and task.
    over: Vec<(u32, u32, Leaf)>,
}

impl Gather {
    fn event(&mut self, moment: Moment, what: &What) {
        match what {
            What::Task {
                id,
                kind,
                line,
                column,
                by,
                name,
            } => {
                let by = Cause {
                    at: moment,
                    by: *by,
                };
                self.task_made(*id, *kind, (*line, *column), by, name.clone());
            }
            What::Ready { task } => {
                if let Some(task) = self.task(*task) {
                    task.ready = Some(moment);
                }
            }
            What::Enter { task, thread } => self.enter(moment, *task, *thread),
            What::Exit { task } => self.exit(moment, *task),
            What::Close { task } => {
                self.exit(moment, *task);
                if let Some(task) = self.task(*task) {
                    task.closed.get_or_insert(moment);
                }
            }
            What::Wake { task, by } => {
                let cause = Cause {
                    at: moment,
                    by: *by,
                };
                if let Some(task) = self.task(*task) {
                    task.wakes.push(cause);
                }
            }
            What::Panic {
                task: Some(task), ..
            } => {
                if let Some(task) = self.task(*task) {
                    task.panicked = Some(moment);
                }
            }
            What::Leaf { id, kind, .. } => self.leaf_made(*id, kind),
            What::Wait { leaf, milliseconds } => {
                if let Some(leaf) = self.leaves.get_mut(leaf) {
                    leaf.milliseconds = Some(*milliseconds);
                }
            }
            What::Poll { leaf, ready, task } => {
                self.leaf_polled(moment, *leaf, *ready, *task);
            }
            What::Gone { leaf } => self.leaf_gone(moment, *leaf),
            What::Print { .. } | What::Panic { .. } | What::Cut {} | What::Stopped {} => {}
        }
    }

    fn task(&mut self, id: u32) -> Option<&mut Task> {
        self.tasks.get_mut(*self.index.get(&id)?)
    }

    fn task_made(
        &mut self,
        id: u32,
        kind: Kind,
        (line, column): (u32, u32),
        made: Cause,
        name: Option<String>,
    ) {
        self.index.insert(id, self.tasks.len());
        self.tasks.push(Task {
            id,
            kind,
            line,
            column,
            made,
            entries: Vec::new(),
            wakes: Vec::new(),
            panicked: None,
            closed: None,
            ready: None,
            name,
            leaves: Vec::new(),
        });
    }

    fn enter(&mut self, from: Moment, id: u32, thread: u32) {
        let follows_itself = self.last.insert(thread, id) == Some(id);
        if let Some(task) = self.task(id) {
            task.entries.push(Entry {
                from,
                to: None,
                thread,
                polled_a_leaf: false,
                left_pending: false,
                follows_itself,
            });
        }
    }

    fn exit(&mut self, to: Moment, id: u32) {
        let left_pending = self
            .pending
            .get(&id)
            .is_some_and(|leaves| !leaves.is_empty());
        if let Some(entry) = self.open_entry(id) {
            entry.to = Some(to);
            entry.left_pending = left_pending;
        }
    }

    /// The task's poll, or its drop, that is not over.
    fn open_entry(&mut self, id: u32) -> Option<&mut Entry> {
        let entry = self.task(id)?.entries.last_mut()?;
        entry.to.is_none().then_some(entry)
    }

    fn leaf_made(&mut self, id: u32, kind: &str) {
        let leaf = Leaf {
            kind: kind.to_lowercase(),
            milliseconds: None,
            waits: Vec::new(),
            owner: None,
        };
        self.leaves.insert(id, leaf);
    }

    fn leaf_polled(&mut self, moment: Moment, id: u32, ready: bool, task: Option<u32>) {
        let Some(leaf) = self.leaves.get_mut(&id) else {
            return;
        };
        leaf.owner = leaf.owner.or(task);
        if leaf.waits.last().is_none_or(|(_, end)| end.is_some()) {
            leaf.waits.push((moment, None));
        }
        if ready && let Some((_, end)) = leaf.waits.last_mut() {
            *end = Some((moment, Ending::Ready));
        }
        let Some(owner) = leaf.owner else { return };
        let waits = self.pending.entry(owner).or_default();
        waits.retain(|pending| *pending != id);
        if !ready {
            waits.push(id);
        }
        if let Some(entry) = task.and_then(|task| self.open_entry(task)) {
            entry.polled_a_leaf = true;
        }
    }

    fn leaf_gone(&mut self, moment: Moment, id: u32) {
        let Some(mut leaf) = self.leaves.remove(&id) else {
            return;
        };
        if let Some((_, end)) = leaf.waits.last_mut() {
            end.get_or_insert((moment, Ending::Dropped));
        }
        let Some(owner) = leaf.owner else { return };
        if let Some(waits) = self.pending.get_mut(&owner) {
            waits.retain(|pending| *pending != id);
        }
        self.over.push((id, owner, leaf));
    }

    fn finish(mut self) -> Vec<Task> {
        let alive = std::mem::take(&mut self.leaves);
        self.over.extend(
            alive
                .into_iter()
                .filter_map(|(id, leaf)| Some((id, leaf.owner?, leaf))),
        );
        self.over.sort_by_key(|(id, ..)| *id);
        for (_, owner, leaf) in std::mem::take(&mut self.over) {
            if let Some(task) = self.task(owner) {
                task.leaves.push(leaf);
            }
        }
        self.tasks
    }
}
