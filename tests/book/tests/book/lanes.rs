//! *State machines* writes by hand what the compiler makes of an async function.
//! Polled beside each other, the two tell the same.

use crate::figures;
use recording::{Event, What};
use std::collections::BTreeMap;

#[test]
fn a_state_machine_by_hand_tells_what_the_compiled_one_tells() {
    let events = figures::events_now("state-machines");
    let compiled = lane(&events, "compiled");
    assert!(compiled.contains(&"leaf summit: ready".to_owned()));
    assert_eq!(lane(&events, "by hand"), compiled);
}

/// All that is told of the task of this name, in words that say nothing of its
/// name, its place in the program and its numbers.
fn lane(events: &[Event], name: &str) -> Vec<String> {
    let is_named = |event: &Event| match &event.what {
        What::Task {
            id, name: Some(it), ..
        } if it == name => Some(*id),
        _ => None,
    };
    let lane = events.iter().find_map(is_named).expect("it is traced");
    let whose = |of: Option<u32>| {
        if of == Some(lane) {
            "itself"
        } else {
            "another"
        }
    };
    let mut leaves = BTreeMap::new();
    let words = |event: &Event| match &event.what {
        What::Enter { task, .. } if *task == lane => Some("entered".to_owned()),
        What::Exit { task } if *task == lane => Some("left".to_owned()),
        What::Ready { task } if *task == lane => Some("ready".to_owned()),
        What::Close { task } if *task == lane => Some("gone".to_owned()),
        What::Wake { task, by } if *task == lane => Some(format!("woken by {}", whose(*by))),
        What::Leaf { id, kind, task, .. } if *task == Some(lane) => {
            leaves.insert(*id, kind.clone());
            Some(format!("leaf {kind}: made"))
        }
        What::Poll { leaf, ready, task } => leaves.get(leaf).map(|kind| {
            let answer = if *ready { "ready" } else { "pending" };
            assert_eq!(*task, Some(lane), "a leaf is polled by its task");
            format!("leaf {kind}: {answer}")
        }),
        What::Gone { leaf } => leaves.get(leaf).map(|kind| format!("leaf {kind}: gone")),
        _ => None,
    };
    events.iter().filter_map(words).collect()
}
