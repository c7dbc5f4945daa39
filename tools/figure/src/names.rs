//! What tasks and threads are called: a task by the call that its source line
//! spawns, a thread by what it does.

use crate::gather::Task;
use crate::timeline::Lane;
use recording::Kind;
use regex::Regex;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Longer names are cut.
const LONGEST: usize = 16;

/// The names of tasks, in their order.
pub(crate) fn tasks(tasks: &[Task], source: Option<&str>) -> Vec<String> {
    let lines: Vec<&str> = source
        .map(|text| text.lines().collect())
        .unwrap_or_default();
    let name = |task: &Task| match task.kind {
        _ if task.name.is_some() => cut(task.name.as_deref().unwrap_or_default()),
        Kind::BlockOn => "main".to_owned(),
        Kind::Blocking => "blocking".to_owned(),
        Kind::Task | Kind::Traced => spawned(&lines, task).unwrap_or_else(|| "task".to_owned()),
    };
    tasks.iter().map(name).collect()
}

/// Numbers lanes that have one name.
pub(crate) fn number(lanes: &mut [Lane]) {
    let mut count: HashMap<String, usize> = HashMap::new();
    for lane in &*lanes {
        *count.entry(lane.name.clone()).or_default() += 1;
    }
    let mut numbers: HashMap<String, usize> = HashMap::new();
    for lane in lanes {
        let number = numbers.entry(lane.name.clone()).or_default();
        *number += 1;
        lane.number = (count[&lane.name] > 1).then_some(*number);
    }
}

/// `beacon` for `tokio::spawn(beacon())`, or for `let beacon = tokio::spawn(async`.
fn spawned(lines: &[&str], task: &Task) -> Option<String> {
    static CALL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[\w.:]*spawn\w*\(\s*(?:\w+::)*(\w+)").expect("a regular expression")
    });
    static BINDING: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"let\s+(?:mut\s+)?(\w+)\s*=\s*$").expect("one too"));
    let index = (task.line as usize).checked_sub(1)?;
    let line = *lines.get(index)?;
    let column = (task.column as usize).checked_sub(1)?;
    let (before, after) = line.split_at_checked(column)?;
    // The argument may stand on the next line.
    let call = format!("{after} {}", lines.get(index + 1).unwrap_or(&""));
    let name = CALL
        .captures(&call)
        .map(|found| found[1].to_owned())
        .filter(|name| !matches!(name.as_str(), "async" | "move" | "Box"))
        .or_else(|| Some(BINDING.captures(before)?[1].to_owned()))?;
    Some(cut(&name))
}

fn cut(name: &str) -> String {
    name.chars().take(LONGEST).collect()
}

/// The names of threads: `m` for the thread of `main`, `w1`, `w2` … for those
/// that poll tasks, `b1` for those that run closures only. Each runtime counts
/// its own.
pub(crate) fn threads(tasks: &[Task]) -> HashMap<u32, String> {
    let mut names = HashMap::from([(0, "m".to_owned())]);
    let (mut workers, mut blocking, mut group) = (0, 0, 0);
    for thread in lives_of_threads(tasks) {
        // A thread that begins after all others have ended is another runtime's.
        if thread.first > group {
            (workers, blocking) = (0, 0);
        }
        group = group.max(thread.last);
        let (letter, count) = match thread.is_worker {
            true => ("w", &mut workers),
            false => ("b", &mut blocking),
        };
        *count += 1;
        names.insert(thread.id, format!("{letter}{count}"));
    }
    names
}

/// A thread, and in which calls of `block_on` it was first and last seen.
struct ThreadLife {
    id: u32,
    is_worker: bool,
    first: usize,
    last: usize,
}

/// The threads, in the order in which they first did something. That of `main`
/// belongs to all runtimes, and is left out.
fn lives_of_threads(tasks: &[Task]) -> Vec<ThreadLife> {
    let calls: Vec<_> = tasks
        .iter()
        .filter(|task| task.kind == Kind::BlockOn)
        .map(|task| task.made.at)
        .collect();
    let mut entries: Vec<_> = tasks
        .iter()
        .flat_map(|task| task.entries.iter().map(move |entry| (entry, task.kind)))
        .filter(|(entry, _)| entry.thread != 0)
        .collect();
    entries.sort_by_key(|(entry, _)| entry.from);
    let mut lives: Vec<ThreadLife> = Vec::new();
    let mut index: HashMap<u32, usize> = HashMap::new();
    for (entry, kind) in entries {
        let call = calls.partition_point(|made| *made <= entry.from);
        let place = *index.entry(entry.thread).or_insert_with(|| {
            lives.push(ThreadLife {
                id: entry.thread,
                is_worker: false,
                first: call,
                last: call,
            });
            lives.len() - 1
        });
        lives[place].last = call;
        lives[place].is_worker |= kind != Kind::Blocking;
    }
    lives
}
