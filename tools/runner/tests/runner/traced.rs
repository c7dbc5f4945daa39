//! What is told of futures that no runtime polls, by `poll_by_poll::traced`.

use crate::support::{paused, recorded, story, unrecorded};
use recording::{Kind, What};

/// A future that is pending so many times, and wakes each time.
const TURNS: &str = "use poll_by_poll::{run, traced};\n\
    use std::future::{Future, poll_fn};\n\
    use std::task::Poll;\n\
    fn turns(mut left: u32) -> impl Future<Output = ()> {\n\
        poll_fn(move |context| {\n\
            if left == 0 { return Poll::Ready(()); }\n\
            left -= 1;\n\
            context.waker().wake_by_ref();\n\
            Poll::Pending\n\
        })\n\
    }\n";

/// The same, without the times of the system's clock.
fn story_of(program: &str) -> String {
    let mut recorded = recorded(program);
    for event in &mut recorded.events {
        event.at = 0;
    }
    story(&recorded)
}

#[test]
fn a_traced_future_is_told_as_a_task_with_its_polls_and_wakes() {
    let program = format!("{TURNS}fn main() {{ run(traced(\"mast\", turns(1))); }}\n");
    assert_eq!(
        story_of(&program),
        "traced 1 mast\nenter 1\nwake 1 by 1\nexit 1\n\
         enter 1\ntask ready 1\nexit 1\nenter 1\nexit 1\nclose 1\n"
    );
}

#[test]
fn a_future_that_is_never_polled_is_not_told() {
    let program = format!("{TURNS}fn main() {{ let _mast = traced(\"mast\", turns(1)); }}\n");
    assert_eq!(story_of(&program), "");
}

#[test]
fn traced_inside_a_traced_future_is_a_leaf_of_it() {
    let program = format!(
        "{TURNS}fn main() {{ run(traced(\"keeper\", async {{\n\
         traced(\"mast\", turns(1)).await; }})); }}\n"
    );
    assert_eq!(
        story_of(&program),
        "traced 1 keeper\nenter 1\nleaf 1 mast by 1\nwake 1 by 1\npending 1\nexit 1\n\
         enter 1\nready 1\ngone 1\ntask ready 1\nexit 1\nenter 1\nexit 1\nclose 1\n"
    );
}

#[test]
fn traced_inside_a_task_of_tokio_is_a_leaf_of_it() {
    let program = format!(
        "{TURNS}{}",
        paused("poll_by_poll::traced(\"mast\", turns(0)).await;")
    );
    let story = story_of(&program);
    assert!(
        story.contains("leaf 1 mast by 1\nready 1\ngone 1\n"),
        "{story}"
    );
}

#[test]
fn a_traced_future_that_is_dropped_early_was_not_ready() {
    let program = format!(
        "{TURNS}fn main() {{\n\
         let mut mast = Box::pin(traced(\"mast\", turns(9)));\n\
         let mut context = std::task::Context::from_waker(std::task::Waker::noop());\n\
         assert!(mast.as_mut().poll(&mut context).is_pending());\n\
         }}\n"
    );
    assert_eq!(
        story_of(&program),
        "traced 1 mast\nenter 1\nwake 1 by 1\nexit 1\nenter 1\nexit 1\nclose 1\n"
    );
    let recorded = recorded(&program);
    let is_traced = |what: &What| matches!(what, What::Task { kind: Kind::Traced, name: Some(name), .. } if name == "mast");
    assert!(recorded.events.iter().any(|event| is_traced(&event.what)));
}

#[test]
fn a_wake_from_another_thread_is_nobody_s() {
    let program = format!(
        "{TURNS}fn main() {{\n\
         let mut first = true;\n\
         run(traced(\"mast\", poll_fn(move |context| {{\n\
             if std::mem::take(&mut first) {{\n\
                 let waker = context.waker().clone();\n\
                 std::thread::spawn(move || waker.wake());\n\
                 return Poll::Pending;\n\
             }}\n\
             Poll::Ready(())\n\
         }})));\n\
         turns(0);\n\
         }}\n"
    );
    let story = story_of(&program);
    assert!(story.contains("wake 1\n"), "{story}");
}

#[test]
fn a_program_prints_the_same_with_and_without_a_listener() {
    let program = format!(
        "{TURNS}fn main() {{\n\
         let ran = run(traced(\"mast\", turns(3)));\n\
         println!(\"{{}} polls, {{}} wakes\", ran.polls, ran.wakes);\n\
         }}\n"
    );
    let told = recorded(&program).run;
    assert_eq!(told.stdout.text(), "4 polls, 3 wakes\n");
    assert_eq!(told.stdout.text(), unrecorded(&program).stdout.text());
}
