//! What is told of tasks and leaves.

use crate::support::{paused, recorded, story, unrecorded};
use recording::{Kind, What};

#[test]
fn a_spawned_task_is_told_from_its_making_to_its_end() {
    let recorded = recorded(&paused(
        "tokio::spawn(tokio::time::sleep(Duration::from_millis(5))).await.unwrap();",
    ));
    assert_eq!(
        story(&recorded),
        "block_on 1\nenter 1\nleaf 1 Sleep by 1\ntask 2 by 1\nexit 1\n\
         enter 2\nwait 1 5 ms\npending 1\nexit 2\n\
         -- 5000 us\nwake 2\nenter 2\nready 1\nexit 2\nenter 2\ngone 1\nexit 2\nclose 2\n\
         enter 1\nexit 1\nenter 1\nexit 1\nclose 1\n"
    );
    assert!(
        recorded
            .text()
            .contains(r#""task":{"id":2,"kind":"task","line":3,"column":1,"by":1}"#)
    );
}

#[test]
fn a_leaf_that_is_dropped_early_is_gone_without_having_been_ready() {
    let recorded = recorded(&paused(
        "tokio::select! { _ = tokio::time::sleep(Duration::from_millis(9)) => {}\n\
         _ = tokio::time::sleep(Duration::from_millis(5)) => {} }",
    ));
    let story = story(&recorded);
    let of = |leaf: u32| {
        let waited = format!("wait {leaf} ");
        let wait = story.lines().find(|line| line.starts_with(&waited));
        wait.unwrap()[waited.len()..].to_string()
    };
    let (long, short) = if of(1) == "9 ms" { (1, 2) } else { (2, 1) };
    assert!(story.contains(&format!("ready {short}\n")), "{story}");
    assert!(!story.contains(&format!("ready {long}\n")), "{story}");
    assert!(story.contains(&format!("gone {long}\n")), "{story}");
}

#[test]
fn an_aborted_task_is_entered_to_be_dropped() {
    let recorded = recorded(&paused(
        "let task = tokio::spawn(std::future::pending::<()>());\n\
         tokio::task::yield_now().await;\n\
         task.abort();\n\
         assert!(task.await.unwrap_err().is_cancelled()); let _ = Duration::ZERO;",
    ));
    let story = story(&recorded);
    let task: Vec<&str> = story.lines().filter(|line| line.contains(" 2")).collect();
    let expected = [
        "task 2 by 1",
        "enter 2",
        "exit 2",
        "enter 2",
        "exit 2",
        "close 2",
    ];
    assert_eq!(task, expected, "{story}");
}

#[test]
fn a_panic_is_told_with_its_task_and_the_program_goes_on() {
    let source = paused(
        "let task = tokio::spawn(async { Err::<(), _>(Duration::ZERO).unwrap() });\n\
         assert!(task.await.is_err());\n\
         panic!(\"the mast is {}\", \"down\");",
    );
    let recorded = recorded(&source);
    assert_eq!(recorded.run.transcript(), unrecorded(&source).transcript());
    let story = story(&recorded);
    let panics: Vec<&str> = story
        .lines()
        .filter(|line| line.starts_with("panic"))
        .collect();
    let expected = [
        r#"panic 3 "called `Result::unwrap()` on an `Err` value: 0ns" by 2"#,
        r#"panic 5 "the mast is down" by 1"#,
    ];
    assert_eq!(panics, expected, "{story}");
    assert!(story.ends_with("close 1\n"), "{story}");
}

/// What calls `spawn` there is a function of the standard library.
#[test]
fn a_task_that_is_spawned_by_path_is_told_without_its_place() {
    let recorded = recorded(&paused(
        "let waits = [5, 7].map(Duration::from_millis).map(tokio::time::sleep);\n\
         for task in waits.map(tokio::spawn) { task.await.unwrap() }",
    ));
    let is_told = |id: u32| {
        recorded.events.iter().any(|event| {
            let what = &event.what;
            matches!(*what, What::Task { id: told, line: 0, column: 0, by: Some(1), .. } if told == id)
        })
    };
    assert!(is_told(2) && is_told(3), "{}", story(&recorded));
}

#[test]
fn a_wake_names_the_task_that_woke() {
    let recorded = recorded(&paused(
        "let (sender, receiver) = tokio::sync::oneshot::channel();\n\
         let waits = tokio::spawn(receiver);\n\
         let sends = tokio::spawn(async move { sender.send(14).unwrap() });\n\
         sends.await.unwrap(); waits.await.unwrap().unwrap(); let _ = Duration::ZERO;",
    ));
    let story = story(&recorded);
    assert!(
        story.contains("enter 2\npending 1\nexit 2\nenter 3\nwake 2 by 3\n"),
        "{story}"
    );
    assert!(story.contains("enter 2\nready 1\n"), "{story}");
}

/// A mutex waits by a semaphore, and an interval by a sleep.
#[test]
fn leaves_inside_of_leaves_are_left_out() {
    let recorded = recorded(&paused(
        "let mutex = tokio::sync::Mutex::new(()); drop(mutex.lock().await);\n\
         let mut interval = tokio::time::interval(Duration::from_millis(7));\n\
         interval.tick().await; interval.tick().await;",
    ));
    let story = story(&recorded);
    let leaves: Vec<&str> = story
        .lines()
        .filter(|line| line.starts_with("leaf"))
        .collect();
    assert_eq!(
        leaves,
        ["leaf 1 Mutex by 1", "leaf 2 Interval by 1"],
        "{story}"
    );
    assert!(story.contains("ready 1\n"), "{story}");
    assert!(
        story.contains("ready 2\npending 2\nexit 1\n-- 7000 us\nenter 1\nready 2\n"),
        "{story}"
    );
    assert!(!story.contains("wait"), "{story}");
}

#[test]
fn a_closure_runs_on_a_thread_of_its_own() {
    let source = "#[tokio::main(flavor = \"current_thread\")] async fn main() {\n\
        tokio::task::spawn_blocking(|| println!(\"here\")).await.unwrap();\n}";
    let events = recorded(source).events;
    let is_told = |what: &dyn Fn(&What) -> bool| events.iter().any(|event| what(&event.what));
    assert!(is_told(&|what| matches!(
        what,
        What::Task {
            id: 2,
            kind: Kind::Blocking,
            by: Some(1),
            ..
        }
    )));
    assert!(is_told(&|what| *what == What::Enter { task: 1, thread: 0 }));
    assert!(is_told(&|what| *what == What::Enter { task: 2, thread: 1 }));
    assert!(is_told(&|what| matches!(
        what,
        What::Print {
            line: 2,
            task: Some(2),
            ..
        }
    )));
}

/// Whatever the workers do at the same time, the recording is one order.
#[test]
fn on_several_workers_each_task_is_polled_by_one_thread_at_a_time() {
    let source = "#[tokio::main(flavor = \"multi_thread\", worker_threads = 2)] async fn main() {
        let task = || tokio::spawn(async { for _ in 0..50 { tokio::task::yield_now().await } });
        for task in (0..20).map(|_| task()).collect::<Vec<_>>() { task.await.unwrap() }
    }";
    let recorded = recorded(source);
    assert!(recorded.events.is_sorted_by_key(|event| event.at));
    let mut entered = std::collections::BTreeSet::new();
    let (mut made, mut closed, mut polls) = (0, 0, 0);
    for event in &recorded.events {
        match event.what {
            What::Task { id, .. } => {
                made += 1;
                assert_eq!(id, made);
            }
            What::Enter { task, thread } => {
                assert!(task == 1 || thread > 0, "{task} on the thread of main");
                assert!(entered.insert(task), "{task} is polled twice at once");
                polls += 1;
            }
            What::Exit { task } => assert!(entered.remove(&task)),
            What::Close { .. } => closed += 1,
            _ => {}
        }
    }
    assert_eq!((made, closed, entered.len()), (21, 21, 0));
    // Each yields fifty times, ends, and is dropped.
    assert!(polls >= 20 * 52, "{polls}");
}
