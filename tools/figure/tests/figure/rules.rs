//! What a recording tells only indirectly: which entry of a task was the drop of
//! its future, how a task ended, where it waited.

use crate::support::{self, Story, figure};
use figure::{Cause, Ending, Lane, Panels, State, Timeline, split, timeline};
use recording::{Kind, What};

fn lanes(story: &Story) -> Vec<Lane> {
    timeline(&story.events, None).lanes
}

fn states(lane: &Lane) -> Vec<State> {
    lane.segments
        .iter()
        .map(|segment| segment.state.clone())
        .collect()
}

fn polled(thread: &str) -> State {
    State::Polled(thread.to_owned())
}

/// How the lane ended.
fn ended(lane: &Lane) -> Option<Ending> {
    lane.end.map(|(_, ending)| ending)
}

#[test]
fn the_entry_before_the_close_is_no_poll() {
    let mut story = Story::default();
    let task = story.make(Kind::BlockOn, 1, 1);
    story.enter(task, 0).exit(task).close(task, 0);
    let lanes = lanes(&story);
    assert_eq!(states(&lanes[0]), [polled("m")]);
    assert_eq!(ended(&lanes[0]), Some(Ending::Ready));
}

#[test]
fn a_last_entry_in_which_a_leaf_was_polled_is_a_poll() {
    let mut story = Story::default();
    let task = story.make(Kind::BlockOn, 1, 1);
    story.enter(task, 0);
    let leaf = story.sleep(1, 1);
    story.ready(leaf).exit(task).tell(What::Close { task });
    assert_eq!(states(&lanes(&story)[0]), [polled("m")]);
}

#[test]
fn a_task_that_was_dropped_without_a_poll_has_no_lane() {
    let mut story = Story::default();
    let task = story.make(Kind::Task, 1, 1);
    story.close(task, 0);
    assert_eq!(lanes(&story), []);
}

#[test]
fn a_task_that_is_never_closed_has_no_end() {
    let mut story = Story::default();
    let task = story.make(Kind::BlockOn, 1, 1);
    story
        .enter(task, 0)
        .exit(task)
        .pass(5000)
        .print(1, "the program ends");
    let run = timeline(&story.events, None);
    assert_eq!(ended(&run.lanes[0]), None);
    assert_eq!(run.done, None);
    assert_eq!(states(&run.lanes[0]), [polled("m"), State::Waiting]);
}

#[test]
fn a_task_is_cancelled_if_others_were_polled_before_its_drop() {
    let mut story = Story::default();
    let task = story.make(Kind::Task, 1, 1);
    let other = story.make(Kind::Task, 2, 1);
    story
        .enter(task, 0)
        .exit(task)
        .enter(other, 0)
        .exit(other)
        .close(task, 0);
    assert_eq!(ended(&lanes(&story)[0]), Some(Ending::Dropped));
}

#[test]
fn a_task_is_cancelled_if_its_leaf_was_pending() {
    let mut story = Story::default();
    let task = story.make(Kind::Task, 1, 1);
    story.enter(task, 1);
    let leaf = story.sleep(1, 1);
    story.exit(task).enter(task, 1).tell(What::Gone { leaf });
    story.exit(task).tell(What::Close { task });
    let lanes = lanes(&story);
    assert_eq!(ended(&lanes[0]), Some(Ending::Dropped));
    assert_eq!(lanes[0].leaves[0].waits[0].end, Some(Ending::Dropped));
}

#[test]
fn a_task_is_cancelled_if_its_drop_comes_later_or_on_another_thread() {
    for (thread, later) in [(1, 2_000), (2, 0)] {
        let mut story = Story::default();
        let task = story.make(Kind::Task, 1, 1);
        story
            .enter(task, 1)
            .exit(task)
            .pass(later)
            .close(task, thread);
        assert_eq!(ended(&lanes(&story)[0]), Some(Ending::Dropped));
    }
}

#[test]
fn a_task_that_panics_in_its_last_poll_ends_so() {
    let mut story = Story::default();
    let task = story.make(Kind::Task, 1, 1);
    story.enter(task, 1).tell(What::Panic {
        line: 1,
        column: 1,
        text: String::new(),
        task: Some(task),
    });
    story.exit(task).close(task, 1);
    assert_eq!(ended(&lanes(&story)[0]), Some(Ending::Panicked));
}

#[test]
fn a_closure_that_was_entered_once_ran_then() {
    let mut story = Story::default();
    let closure = story.make(Kind::Blocking, 1, 1);
    story
        .enter(closure, 4)
        .pass(10_000)
        .exit(closure)
        .tell(What::Close { task: closure });
    let lanes = lanes(&story);
    assert_eq!(
        states(&lanes[0]),
        [State::Ready, State::Held("b1".to_owned())]
    );
    assert_eq!(
        (lanes[0].label().as_str(), ended(&lanes[0])),
        ("blocking", Some(Ending::Ready))
    );
}

#[test]
fn a_task_waits_until_it_is_woken_and_is_ready_until_it_is_polled() {
    let mut story = Story::default();
    let task = story.make(Kind::Task, 1, 1);
    let other = story.make(Kind::Task, 2, 1);
    story
        .enter(task, 1)
        .exit(task)
        .enter(other, 1)
        .wake(task)
        .wake(task)
        .exit(other);
    story.enter(task, 1).exit(task);
    let lanes = lanes(&story);
    let expected = [
        State::Ready,
        polled("w1"),
        State::Waiting,
        State::Ready,
        polled("w1"),
    ];
    assert_eq!(states(&lanes[0]), expected);
    let by: Vec<_> = lanes[0].wakes.iter().map(|Cause { by, .. }| *by).collect();
    assert_eq!(by, [Some(other), Some(other)]);
}

#[test]
fn a_task_that_is_woken_while_it_is_polled_never_waits() {
    let mut story = Story::default();
    let task = story.make(Kind::Task, 1, 1);
    story
        .enter(task, 1)
        .wake(task)
        .exit(task)
        .pass(9)
        .enter(task, 1)
        .exit(task);
    let expected = [State::Ready, polled("w1"), State::Ready, polled("w1")];
    assert_eq!(states(&lanes(&story)[0]), expected);
}

#[test]
fn a_poll_of_ten_milliseconds_holds_its_thread() {
    for (time, state) in [
        (9_999, polled("w1")),
        (10_000, State::Held("w1".to_owned())),
    ] {
        let mut story = Story::default();
        let task = story.make(Kind::Task, 1, 1);
        story.enter(task, 7).pass(time).exit(task).close(task, 7);
        assert_eq!(states(&lanes(&story)[0])[1], state);
    }
}

#[test]
fn leaves_share_a_lane_unless_they_overlap() {
    let run = timeline(&support::concurrency().events, None);
    let count: Vec<usize> = run.lanes[0]
        .leaves
        .iter()
        .map(|leaf| leaf.waits.len())
        .collect();
    assert_eq!(count, [7, 1, 1]);
}

#[test]
fn an_interval_waits_again() {
    let mut story = Story::default();
    let task = story.make(Kind::BlockOn, 1, 1);
    story.enter(task, 0);
    let leaf = story.sleep(10, 1);
    for ready in [true, false, true] {
        story.poll(leaf, ready);
    }
    story.tell(What::Gone { leaf });
    let waits = &lanes(&story)[0].leaves[0].waits;
    let ends: Vec<_> = waits.iter().map(|wait| wait.end).collect();
    assert_eq!(ends, [Some(Ending::Ready), Some(Ending::Ready)]);
}

#[test]
fn a_leaf_belongs_to_the_task_that_polls_it() {
    let mut story = Story::default();
    let maker = story.make(Kind::BlockOn, 1, 1);
    let poller = story.make(Kind::Task, 2, 1);
    story.enter(maker, 0);
    let leaf = story.leaf(5, 3);
    // Both are being polled, on two threads.
    story
        .enter(poller, 1)
        .poll(leaf, false)
        .exit(poller)
        .exit(maker);
    let leaves: Vec<usize> = lanes(&story).iter().map(|lane| lane.leaves.len()).collect();
    assert_eq!(leaves, [0, 1]);
}

#[test]
fn a_poll_that_was_stopped_has_held_its_thread_until_then() {
    let mut story = Story::default();
    let task = story.make(Kind::BlockOn, 1, 1);
    story.enter(task, 0).pass(3_000_000).tell(What::Stopped {});
    let run = timeline(&story.events, None);
    assert_eq!(states(&run.lanes[0]), [State::Held("m".to_owned())]);
    let html = figure(&story, Panels::One);
    for words in ["It was still running at 3000 ms.", "stopped, still running"] {
        assert!(html.contains(words), "{html}");
    }
}

#[test]
fn a_timer_is_late_from_ten_milliseconds_on() {
    for (late, due) in [(9_999, None), (10_000, Some(20_000))] {
        let mut story = Story::default();
        let task = story.make(Kind::BlockOn, 1, 1);
        story.enter(task, 0);
        let leaf = story.sleep(20, 1);
        story.exit(task).pass(20_000 + late);
        story.enter(task, 0).ready(leaf).exit(task).close(task, 0);
        let wait = &lanes(&story)[0].leaves[0].waits[0];
        assert_eq!((wait.due, wait.late()), (due, due.map(|_| late)));
        let html = figure(&story, Panels::One);
        assert_eq!(html.contains("its time is over"), due.is_some(), "{html}");
    }
}

#[test]
fn each_runtime_counts_its_own_workers() {
    let mut story = Story::default();
    // The second runtime has threads of its own, or those of the first.
    for threads in [[5, 6], [7, 8], [7, 9]] {
        let main = story.make(Kind::BlockOn, 1, 1);
        story.enter(main, 0);
        for thread in threads {
            let task = story.make(Kind::Task, 2, 1);
            story.enter(task, thread).exit(task).close(task, thread);
        }
        story.exit(main).close(main, 0);
    }
    let lanes = lanes(&story);
    let polled = |lane: &Lane| {
        lane.segments
            .iter()
            .flat_map(|one| one.threads().to_vec())
            .next()
    };
    let threads: Vec<String> = lanes.iter().filter_map(polled).collect();
    assert_eq!(threads, ["m", "w1", "w2", "m", "w1", "w2", "m", "w1", "w3"]);
}

#[test]
fn a_recording_that_was_cut_says_so() {
    let mut story = Story::default();
    let task = story.make(Kind::BlockOn, 1, 1);
    story.enter(task, 0).pass(2000).tell(What::Cut {});
    let html = figure(&story, Panels::One);
    assert!(
        html.contains("<li>There was more after 2 ms.</li>"),
        "{html}"
    );
}

#[test]
fn tasks_are_called_by_what_is_spawned() {
    let source = "\
tokio::spawn(beacon());
let clock = tokio::spawn(async move {
set.spawn(read(\"valley\"));
set.spawn(world::read(\"summit\"));
tokio::spawn(async {
let long = tokio::task::spawn(
    report(3),
";
    let mut story = Story::default();
    for (line, column) in [
        (1, 1),
        (2, 13),
        (3, 5),
        (4, 5),
        (5, 1),
        (6, 12),
        (90, 7),
        (0, 0),
    ] {
        let task = story.make(Kind::Task, line, column);
        story.enter(task, 1).exit(task);
    }
    let run = timeline(&story.events, Some(source));
    let names: Vec<String> = run.lanes.iter().map(Lane::label).collect();
    let expected = [
        "beacon", "clock", "read 1", "read 2", "task 1", "report", "task 2", "task 3",
    ];
    assert_eq!(names, expected);
}

#[test]
fn panels_end_with_the_lines_that_end_them() {
    let run = timeline(&support::concurrency().events, None);
    let parts = split(&run, Panels::EachLine);
    let done: Vec<_> = parts
        .iter()
        .map(|part: &Timeline| part.done.map(|done| (done.at - part.begin.at) / 1000))
        .collect();
    assert_eq!(done, [Some(90), Some(90), Some(40), Some(40)]);
    let lanes: Vec<usize> = parts.iter().map(|part| part.lanes.len()).collect();
    assert_eq!(lanes, [1, 1, 4, 1]);
}

#[test]
fn the_words_say_who_did_what() {
    let html = figure(&support::async_functions(), Panels::One);
    let word = |words: &str| format!("<i data-words=\"{words}\"></i>");
    let sentence = format!(
        "<li>main: {} 40 ms, {} at 40 ms.</li>",
        word("polled twice, waited"),
        word("done")
    );
    assert!(html.contains(&sentence), "{html}");
    assert!(html.contains(&format!("<li>All {} at 40 ms.</li>", word("done"))));
}
