//! Recordings that nobody wrote: whatever a runtime may do, in any order.

use super::Story;
use proptest::prelude::*;
use recording::{Kind, What};

/// A step of the simulation: what, for whom, and how long after the last.
pub(crate) type Step = (u8, usize, u32);

#[derive(Default)]
struct Task {
    id: u32,
    open: bool,
    closed: bool,
    leaves: Vec<u32>,
}

/// Lets tasks be made, polled, woken, dropped, and print, as a runtime may do.
pub(crate) fn simulate(steps: &[Step]) -> Story {
    let mut story = Story::default();
    let mut tasks: Vec<Task> = Vec::new();
    for (what, whom, time) in steps {
        story.pass(u64::from(*time));
        let kind = [Kind::BlockOn, Kind::Task, Kind::Task, Kind::Blocking][whom % 4];
        if tasks.is_empty() || *what == 0 {
            let id = story.make(kind, 1 + *time % 50, 1 + *whom as u32 % 40);
            tasks.push(Task {
                id,
                ..Task::default()
            });
            continue;
        }
        let index = whom % tasks.len();
        let task = &mut tasks[index];
        let thread = u32::from(*what) % 3;
        match what {
            1..=4 if !task.open && !task.closed => {
                task.open = true;
                story.enter(task.id, thread);
            }
            5..=7 if task.open => {
                task.open = false;
                story.exit(task.id);
            }
            8 if !task.open && !task.closed => {
                task.closed = true;
                story.enter(task.id, thread);
                for leaf in task.leaves.drain(..) {
                    story.tell(What::Gone { leaf });
                }
                story.exit(task.id).tell(What::Close { task: task.id });
            }
            9..=10 if task.open => task.leaves.push(story.sleep(u64::from(*time), 1)),
            11 => {
                if let Some(leaf) = task.leaves.pop() {
                    let ready = time % 2 == 0;
                    story.poll(leaf, ready);
                    story.tell(What::Gone { leaf });
                }
            }
            12..=13 => drop(story.wake(task.id)),
            14 => drop(story.print(*time, "<b>{{#include x}}</b> \u{1}\n\n&amp;")),
            15 => drop(story.tell(What::Panic {
                line: 1,
                column: 1,
                text: "{".to_owned(),
                task: Some(task.id),
            })),
            _ => {}
        }
    }
    story
}

/// Any steps, at most so many.
pub(crate) fn steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    let time = prop_oneof![Just(0_u32), 0..50_u32, 0..20_000_u32, 0..2_000_000_000_u32];
    proptest::collection::vec((0..16_u8, 0..40_usize, time), 0..most)
}
