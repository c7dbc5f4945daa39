//! A long recording is drawn soon, and is not larger on the page than others.

use crate::support::{Story, figure};
use figure::Panels;
use recording::Kind;
use std::time::{Duration, Instant};

/// A hundred thousand events, of many tasks that take turns on two workers.
fn long(tasks: u32) -> Story {
    let mut story = Story::default();
    let main = story.make(Kind::BlockOn, 1, 1);
    story.enter(main, 0);
    let tasks: Vec<u32> = (0..tasks).map(|_| story.make(Kind::Task, 2, 1)).collect();
    story.exit(main);
    let mut turns = tasks.iter().cycle();
    while story.events.len() < 100_000 {
        let task = *turns.next().expect("they take turns");
        story.pass(40).enter(task, 1 + task % 2);
        let leaf = story.sleep(1, 3);
        story
            .exit(task)
            .pass(1000)
            .wake(task)
            .enter(task, 1 + task % 2)
            .ready(leaf)
            .exit(task);
    }
    story
}

#[test]
fn a_hundred_thousand_events_are_drawn_soon() {
    for tasks in [1, 10, 2000, 20_000] {
        let story = long(tasks);
        let start = Instant::now();
        let html = figure(&story, Panels::One);
        let took = start.elapsed();
        println!("{tasks} tasks: {} bytes in {took:?}", html.len());
        assert!(
            html.len() < 12 * 1024,
            "{tasks} tasks: {} bytes",
            html.len()
        );
        // It takes 0.14 s; the machine may have other things to do.
        assert!(took < Duration::from_secs(2), "{tasks} tasks: {took:?}");
    }
}
