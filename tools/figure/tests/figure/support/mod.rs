//! Recordings written by hand: a builder whose methods are what happens.

#![allow(dead_code, reason = "the gallery uses a part of it")]

pub(crate) mod simulation;

use figure::{Options, Panels, Plan, Steps};
use recording::{Event, Kind, What};

/// A recording in the making.
#[derive(Default)]
pub(crate) struct Story {
    /// What has happened so far.
    pub(crate) events: Vec<Event>,
    now: u64,
    tasks: u32,
    leaves: u32,
    printed: u32,
    inside: Vec<u32>,
}

impl Story {
    /// Lets time pass.
    pub(crate) fn pass(&mut self, microseconds: u64) -> &mut Self {
        self.now += microseconds;
        self
    }

    /// Adds an event.
    pub(crate) fn tell(&mut self, what: What) -> &mut Self {
        let at = self.now;
        self.events.push(Event { at, what });
        self
    }

    /// Makes a task.
    pub(crate) fn make(&mut self, kind: Kind, line: u32, column: u32) -> u32 {
        self.tasks += 1;
        let (id, by) = (self.tasks, self.inside.last().copied());
        self.tell(What::Task {
            id,
            kind,
            line,
            column,
            by,
            name: None,
        });
        id
    }

    /// A thread enters a task.
    pub(crate) fn enter(&mut self, task: u32, thread: u32) -> &mut Self {
        self.inside.push(task);
        self.tell(What::Enter { task, thread })
    }

    /// It leaves it.
    pub(crate) fn exit(&mut self, task: u32) -> &mut Self {
        self.inside.retain(|inside| *inside != task);
        self.tell(What::Exit { task })
    }

    /// The task's future is dropped, and the task is gone.
    pub(crate) fn close(&mut self, task: u32, thread: u32) -> &mut Self {
        self.enter(task, thread)
            .exit(task)
            .tell(What::Close { task })
    }

    /// Makes a sleep, and polls it.
    pub(crate) fn sleep(&mut self, milliseconds: u64, line: u32) -> u32 {
        let leaf = self.leaf(milliseconds, line);
        self.poll(leaf, false);
        leaf
    }

    /// Makes a sleep.
    pub(crate) fn leaf(&mut self, milliseconds: u64, line: u32) -> u32 {
        self.leaves += 1;
        let (id, task) = (self.leaves, self.inside.last().copied());
        let kind = "Sleep".to_owned();
        self.tell(What::Leaf {
            id,
            kind,
            line,
            column: 5,
            task,
        });
        self.tell(What::Wait {
            leaf: id,
            milliseconds,
        });
        id
    }

    /// A leaf is ready, and gone.
    pub(crate) fn ready(&mut self, leaf: u32) -> &mut Self {
        self.poll(leaf, true);
        self.tell(What::Gone { leaf })
    }

    /// The task that a thread entered last polls a leaf.
    pub(crate) fn poll(&mut self, leaf: u32, ready: bool) -> &mut Self {
        let task = self.inside.last().copied();
        self.tell(What::Poll { leaf, ready, task })
    }

    /// A task is woken by the task that is being polled.
    pub(crate) fn wake(&mut self, task: u32) -> &mut Self {
        let by = self.inside.last().copied();
        self.tell(What::Wake { task, by })
    }

    /// The program prints.
    pub(crate) fn print(&mut self, line: u32, text: &str) -> &mut Self {
        self.printed += 1;
        let (text, task) = (text.to_owned(), self.inside.last().copied());
        self.tell(What::Print { line, text, task })
    }
}

/// Draws a story as a page takes it, under the slug `slug`.
pub(crate) fn figure(story: &Story, panels: Panels) -> String {
    drawn(story, panels, figure::figure)
}

/// Draws a story as a document.
pub(crate) fn document(story: &Story, panels: Panels) -> String {
    drawn(story, panels, figure::document)
}

/// Goes through a story event by event.
pub(crate) fn steps(story: &Story, panels: Panels) -> Steps {
    drawn(story, panels, figure::steps)
}

fn drawn<T>(story: &Story, panels: Panels, draw: fn(&[Event], &Options) -> T) -> T {
    let plan = Plan {
        title: "A run".to_owned(),
        panels,
        ..Plan::default()
    };
    let options = Options {
        slug: "slug",
        plan: &plan,
        source: None,
    };
    draw(&story.events, &options)
}

/// The program of the chapter on async functions.
pub(crate) fn async_functions() -> Story {
    let mut story = Story::default();
    let main = story.make(Kind::BlockOn, 29, 1);
    story.enter(main, 0);
    story.print(18, "call read(valley)");
    story
        .print(21, "call read(summit)")
        .print(24, "await the summit");
    story.print(5, "    summit: asked");
    let leaf = story.sleep(40, 11);
    story.exit(main).pass(40_000).enter(main, 0).ready(leaf);
    story
        .print(12, "    summit: answered")
        .print(26, "the summit has -6 C");
    story.print(29, "the end").exit(main).close(main, 0);
    story
}

/// The program of the chapter on concurrency.
pub(crate) fn concurrency() -> Story {
    let mut story = Story::default();
    let main = story.make(Kind::BlockOn, 38, 5);
    story.enter(main, 0);
    for line in [21, 27] {
        for time in [20, 30, 40] {
            let leaf = story.sleep(time, 12);
            story
                .exit(main)
                .pass(time * 1000)
                .enter(main, 0)
                .ready(leaf);
        }
        story.print(line, "call one, await it: 90ms");
    }
    let tasks: Vec<u32> = (0..3).map(|_| story.make(Kind::Task, 30, 44)).collect();
    story.exit(main);
    let mut leaves = Vec::new();
    for (task, time) in tasks.iter().zip([20, 30, 40]) {
        story.enter(*task, 0);
        leaves.push(story.sleep(time, 12));
        story.exit(*task);
    }
    for ((task, leaf), time) in tasks.iter().zip(&leaves).zip([20, 10, 10]) {
        story
            .pass(time * 1000)
            .wake(*task)
            .enter(*task, 0)
            .ready(*leaf);
        story.exit(*task).close(*task, 0).enter(main, 0);
        if time == 10 && task == tasks.last().unwrap() {
            story.print(33, "spawn all, await each: 40ms");
        } else {
            story.exit(main);
        }
    }
    let leaves = [20, 30, 40].map(|time| story.sleep(time, 12));
    story.exit(main);
    for (index, leaf) in leaves.iter().enumerate() {
        story
            .pass([20, 10, 10][index] * 1000)
            .enter(main, 0)
            .ready(*leaf);
        if index < 2 {
            story.exit(main);
        }
    }
    story
        .print(38, "call all, join!: 40ms")
        .exit(main)
        .close(main, 0);
    story
}

/// A beacon that flashes every 10 ms on one worker, which a computation holds.
pub(crate) fn blocking() -> Story {
    let mut story = Story::default();
    let main = story.make(Kind::BlockOn, 47, 5);
    story.enter(main, 0).pass(30);
    let beacon = story.make(Kind::Task, 32, 18);
    let first = story.sleep(10, 33);
    story.pass(20).exit(main).enter(beacon, 3);
    let mut flash = story.sleep(10, 14);
    story.pass(15).exit(beacon).pass(10_400).wake(beacon);
    let mut compute = None;
    for number in 0..30 {
        story.pass(10).enter(beacon, 3).pass(5).ready(flash);
        if number == 1 {
            story.enter(main, 0).ready(first);
            let task = story.make(Kind::Task, 34, 44);
            compute = Some(task);
            story.exit(main);
        }
        if number == 29 {
            story.exit(beacon).close(beacon, 3);
            break;
        }
        flash = story.sleep(10, 14);
        story.exit(beacon);
        if number == 1 {
            let task = compute.unwrap();
            story
                .pass(5)
                .enter(task, 3)
                .pass(500_100)
                .exit(task)
                .close(task, 3);
            story
                .pass(10)
                .enter(main, 0)
                .pass(8)
                .exit(main)
                .wake(beacon);
        } else {
            story.pass(10_700).wake(beacon);
        }
    }
    story
        .pass(20)
        .enter(main, 0)
        .print(38, "1 worker, computes: dark? true");
    story.exit(main).close(main, 0);
    story
}

/// A timeout drops what it waited for, a task is aborted, another wakes a third,
/// and one panics.
pub(crate) fn endings() -> Story {
    let mut story = Story::default();
    let main = story.make(Kind::BlockOn, 1, 1);
    story.enter(main, 0).print(2, "main: begins");
    let reader = story.make(Kind::Task, 3, 1);
    let never = story.make(Kind::Task, 4, 1);
    let sender = story.make(Kind::Task, 5, 1);
    let long = story.sleep(3_600_000, 6);
    let timeout = story.sleep(50, 6);
    story.exit(main);
    story
        .enter(reader, 0)
        .exit(reader)
        .close(never, 0)
        .enter(sender, 0);
    let pause = story.sleep(20, 7);
    story
        .exit(sender)
        .pass(20_000)
        .wake(sender)
        .enter(sender, 0)
        .ready(pause);
    story
        .print(8, "sender: sends")
        .wake(reader)
        .exit(sender)
        .close(sender, 0);
    story.enter(reader, 0).print(9, "reader: got it");
    let sleep = story.sleep(500, 9);
    story.exit(reader).pass(30_000).enter(main, 0);
    story.poll(long, false).ready(timeout);
    story
        .tell(What::Gone { leaf: long })
        .print(10, "main: timed out")
        .exit(main);
    story
        .enter(reader, 0)
        .tell(What::Gone { leaf: sleep })
        .exit(reader);
    story.tell(What::Close { task: reader });
    let bad = story.make(Kind::Task, 11, 1);
    story.enter(bad, 0).tell(What::Panic {
        line: 11,
        column: 2,
        text: "no {station}".to_owned(),
        task: Some(bad),
    });
    story
        .exit(bad)
        .close(bad, 0)
        .pass(3_600_000_000)
        .enter(main, 0);
    story.print(12, "main: the end").exit(main).close(main, 0);
    story
}
