//! One event in words, and the line of the program that it belongs to.

use crate::gather::{self, Task};
use crate::names;
use crate::svg::text_line;
use crate::timeline::{Ending, Lane, Segment, Timeline};
use recording::{Event, Kind, What};
use std::collections::HashMap;

/// What is told of an event.
pub(crate) struct Told {
    /// Names stand between `…`.
    pub(crate) words: String,
    /// What was printed, or a panic's message.
    pub(crate) text: Option<String>,
    /// From one.
    pub(crate) line: Option<u32>,
}

/// Tells events one after the other: what a leaf is asked to wait for is known
/// from the event that says so.
pub(crate) struct Teller<'a> {
    tasks: HashMap<u32, Known<'a>>,
    threads: HashMap<u32, String>,
    leaves: HashMap<u32, (String, Option<u32>)>,
}

/// What is known of a task, also of one that was never polled.
struct Known<'a> {
    name: String,
    kind: Kind,
    line: Option<u32>,
    lane: Option<&'a Lane>,
}

impl<'a> Teller<'a> {
    pub(crate) fn new(events: &[Event], run: &'a Timeline, source: Option<&str>) -> Self {
        let tasks = gather::tasks(events);
        let lanes: HashMap<u32, &Lane> = run.lanes.iter().map(|lane| (lane.task, lane)).collect();
        let known = |(task, name): (&Task, String)| {
            let (kind, line) = (task.kind, some(task.line));
            let lane = lanes.get(&task.id).copied();
            let known = Known {
                name,
                kind,
                line,
                lane,
            };
            (task.id, known)
        };
        let names = names::tasks(&tasks, source);
        Teller {
            tasks: tasks.iter().zip(names).map(known).collect(),
            threads: names::threads(&tasks),
            leaves: HashMap::new(),
        }
    }

    /// How a task was made.
    pub(crate) fn kind(&self, task: u32) -> Option<Kind> {
        self.tasks.get(&task).map(|known| known.kind)
    }

    /// Tells the event of this order. `labels` are the names that the picture
    /// has for tasks; those that have no lane in it are called by their own.
    pub(crate) fn tell(
        &mut self,
        order: usize,
        what: &What,
        labels: &HashMap<u32, String>,
    ) -> Told {
        let name = |task: u32| {
            let own = || self.tasks.get(&task).map(|known| known.name.clone());
            let name = labels.get(&task).cloned().or_else(own);
            code(&name.unwrap_or_else(|| "task".to_owned()))
        };
        let by = |by: Option<u32>| by.map(|by| format!(" by {}", name(by))).unwrap_or_default();
        let (words, line) = match what {
            What::Task { id, by: maker, .. } => (self.made(*id, &name(*id), &by(*maker)), None),
            What::Enter { task, thread } => {
                (self.entered(order, *task, *thread, &name(*task)), None)
            }
            What::Exit { task } => (self.left(order, *task, &name(*task)), None),
            What::Ready { task } => (format!("{} answers ready", name(*task)), None),
            What::Close { task } => (format!("{} is gone", name(*task)), None),
            What::Wake { task, by: None } => {
                // There may be no runtime at all.
                let is_traced = self.kind(*task) == Some(Kind::Traced);
                let waker = if is_traced {
                    "code outside"
                } else {
                    "the runtime"
                };
                (format!("{} is woken by {waker}", name(*task)), None)
            }
            What::Wake { task, by: Some(by) } if by == task => {
                (format!("{} is woken by itself", name(*task)), None)
            }
            What::Wake { task, by: waker } => {
                (format!("{} is woken{}", name(*task), by(*waker)), None)
            }
            What::Leaf { id, kind, line, .. } => {
                let kind = kind.to_lowercase();
                let words = format!("leaf {} is made", code(&kind));
                self.leaves.insert(*id, (kind, some(*line)));
                (words, some(*line))
            }
            What::Wait { leaf, milliseconds } => self.asked(*leaf, *milliseconds),
            What::Poll { leaf, ready, task } => {
                let of = task.map(|task| format!(" of {}", name(task)));
                let answer = if *ready { "ready" } else { "pending" };
                let (leaf, line) = self.leaf(*leaf);
                let of = of.unwrap_or_default();
                (format!("leaf {leaf}{of} answers {answer}"), line)
            }
            What::Gone { leaf } => {
                let (leaf, line) = self.leaf(*leaf);
                (format!("leaf {leaf} is dropped"), line)
            }
            What::Print { line, task, .. } => (format!("{} prints", who(*task, name)), some(*line)),
            What::Panic { line, task, .. } => (format!("{} panics", who(*task, name)), some(*line)),
            What::Cut {} => ("there was more than a recording holds".to_owned(), None),
            What::Stopped {} => (
                "the program is still running, and is stopped".to_owned(),
                None,
            ),
        };
        let text = match what {
            What::Print { text, .. } | What::Panic { text, .. } => Some(text_line(text, 200)),
            _ => None,
        };
        let of_task = || self.tasks.get(&subject(what)?)?.line;
        let line = line.or_else(of_task);
        Told { words, text, line }
    }

    fn made(&self, task: u32, name: &str, by: &str) -> String {
        match self.kind(task) {
            Some(Kind::BlockOn) => format!("{name} is given to `block_on`{by}"),
            Some(Kind::Blocking) => format!("{name} is given to `spawn_blocking`{by}"),
            Some(Kind::Traced) => format!("{name} is made{by}"),
            Some(Kind::Task) | None => format!("{name} is spawned{by}"),
        }
    }

    /// A poll begins, or the future is dropped.
    fn entered(&self, order: usize, task: u32, thread: u32, name: &str) -> String {
        let thread = self.threads.get(&thread).map_or("?", String::as_str);
        let known = self.tasks.get(&task);
        let lane = known.and_then(|known| known.lane);
        let begins = |lane: &&Lane| {
            let before = |segment: &Segment| segment.from.order < order;
            let segment = lane.segments.get(lane.segments.partition_point(before));
            segment.is_some_and(|segment| segment.is_poll() && segment.from.order == order)
        };
        match (lane.filter(begins), lane.and_then(|lane| lane.end)) {
            (Some(_), _) if self.kind(task) == Some(Kind::Blocking) => {
                format!("{name} begins on `{thread}`")
            }
            (Some(_), _) => format!("{name} is polled on `{thread}`"),
            (None, Some((_, Ending::Ready | Ending::Panicked))) => {
                format!("what is left of {name} is dropped on `{thread}`")
            }
            (None, _) => format!("{name} is dropped on `{thread}`"),
        }
    }

    /// A poll is over, or a drop. What the poll's answer was is seen in what
    /// comes after it.
    fn left(&self, order: usize, task: u32, name: &str) -> String {
        let lane = self.tasks.get(&task).and_then(|known| known.lane);
        let segments = lane.map_or(&[][..], |lane| &lane.segments);
        let rest = &segments[segments.partition_point(|segment| segment.to.order < order)..];
        let is_poll = |segment: &Segment| segment.is_poll() && segment.to.order == order;
        let Some(poll) = rest.iter().position(is_poll) else {
            return format!("the drop of {name} is over");
        };
        let is_last = !rest[poll + 1..].iter().any(Segment::is_poll);
        match lane.and_then(|lane| lane.end) {
            _ if !is_last => format!("{name} answers pending"),
            Some((_, Ending::Dropped)) => format!("{name} answers pending"),
            Some((_, Ending::Panicked)) => format!("the poll of {name} ends in its panic"),
            Some((_, Ending::Ready)) if self.kind(task) == Some(Kind::Blocking) => {
                format!("{name} returns")
            }
            Some((_, Ending::Ready)) if self.kind(task) != Some(Kind::Traced) => {
                format!("{name} answers ready")
            }
            _ => format!("the poll of {name} is over"),
        }
    }

    fn asked(&mut self, id: u32, milliseconds: u64) -> (String, Option<u32>) {
        let time = crate::ticks::time(milliseconds.saturating_mul(1000));
        let (leaf, line) = self.leaf(id);
        if let Some((name, _)) = self.leaves.get_mut(&id) {
            let kind = name.split(' ').next().unwrap_or_default();
            *name = format!("{kind} {time}");
        }
        (format!("leaf {leaf} is asked to wait {time}"), line)
    }

    fn leaf(&self, id: u32) -> (String, Option<u32>) {
        let known = self.leaves.get(&id);
        let name = known.map_or("?", |(name, _)| name);
        (code(name), known.and_then(|(_, line)| *line))
    }
}

/// The task that an event is about.
fn subject(what: &What) -> Option<u32> {
    match what {
        What::Task { id: task, .. }
        | What::Enter { task, .. }
        | What::Exit { task }
        | What::Ready { task }
        | What::Close { task }
        | What::Wake { task, .. } => Some(*task),
        _ => None,
    }
}

fn who(task: Option<u32>, name: impl Fn(u32) -> String) -> String {
    task.map_or_else(|| "the program".to_owned(), name)
}

fn some(line: u32) -> Option<u32> {
    (line > 0).then_some(line)
}

/// A name as code. A program may give its futures any names.
fn code(name: &str) -> String {
    format!("`{}`", name.replace('`', "'"))
}
