//! The steps of a run agree with its picture, and say what happens.

use crate::support::simulation::{simulate, steps};
use crate::support::{self, Story};
use figure::{Ending, Panels, STEPS, Segment, Step, Steps, split, timeline};
use proptest::prelude::*;
use recording::Kind;

/// What a lane does at a step.
fn word<'a>(steps: &'a Steps, step: &Step, lane: usize) -> &'a str {
    &steps.words[step.lanes[lane]]
}

/// The width of the picture.
fn width(story: &Story, panels: Panels) -> f64 {
    let picture = support::figure(story, panels);
    let (_, rest) = picture.split_once("viewBox=\"0 0 ").unwrap();
    rest.split(' ').next().unwrap().parse().unwrap()
}

fn agree(story: &Story, panels: Panels) -> Result<(), TestCaseError> {
    let all = support::steps(story, panels);
    prop_assert_eq!(all.events, story.events.len());
    prop_assert_eq!(all.steps.len(), all.events.min(STEPS));
    places(&all, width(story, panels))?;
    let run = timeline(&story.events, None);
    let panels = split(&run, panels);
    for (order, step) in all.steps.iter().enumerate() {
        prop_assert_eq!(all.panels[step.panel].lanes.len(), step.lanes.len());
        let panel = &panels[step.panel];
        // Where lanes are shared, their tasks are counted.
        if panel.lanes.len() != step.lanes.len() {
            continue;
        }
        for (index, lane) in panel.lanes.iter().enumerate() {
            let here = |poll: &Segment| poll.from.order <= order && order < poll.to.order;
            let drawn = lane
                .segments
                .iter()
                .any(|part| part.is_poll() && here(part));
            let word = word(&all, step, index);
            let said = word.starts_with("being polled") || word.starts_with("running");
            let is_inside = panel.begin.order < order && order < panel.end.order;
            prop_assert!(
                !is_inside || drawn == said,
                "{order}: {}: {word}",
                lane.label()
            );
        }
    }
    ends(&all, &panels.last().unwrap().lanes, &run)
}

/// Each step lies in its panel of the picture, and none before the last.
fn places(all: &Steps, width: f64) -> Result<(), TestCaseError> {
    for step in &all.steps {
        let panel = &all.panels[step.panel];
        prop_assert!((0.0..=width).contains(&step.x), "{} of {width}", step.x);
        prop_assert!(panel.top < panel.bottom);
    }
    for pair in all.steps.windows(2) {
        let later = (pair[0].panel, pair[0].x) <= (pair[1].panel, pair[1].x);
        prop_assert!(later, "{pair:?}");
    }
    Ok(())
}

/// What lanes do at the last step is how they end.
fn ends(all: &Steps, lanes: &[figure::Lane], run: &figure::Timeline) -> Result<(), TestCaseError> {
    let Some(last) = all
        .steps
        .last()
        .filter(|step| step.lanes.len() == lanes.len())
    else {
        return Ok(());
    };
    for (index, lane) in lanes.iter().enumerate() {
        let word = word(all, last, index);
        let whole = run.lanes.iter().find(|one| one.task == lane.task).unwrap();
        let expected = whole.end.map(|(_, ending)| match ending {
            Ending::Ready => "done",
            Ending::Dropped => "dropped",
            Ending::Panicked => "panicked",
        });
        let ended = ["done", "dropped", "panicked"]
            .iter()
            .find(|one| **one == word);
        prop_assert_eq!(ended.copied(), expected, "{}: {}", lane.label(), word);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn steps_agree_with_the_picture(steps in steps(160)) {
        let story = simulate(&steps);
        agree(&story, Panels::One)?;
        agree(&story, Panels::EachLine)?;
    }
}

#[test]
fn the_stories_agree() {
    for story in [
        support::async_functions(),
        support::concurrency(),
        support::blocking(),
        support::endings(),
    ] {
        agree(&story, Panels::One).unwrap();
        agree(&story, Panels::EachLine).unwrap();
    }
}

#[test]
fn each_event_has_its_words_and_its_line() {
    let all = support::steps(&support::endings(), Panels::One);
    let said: Vec<String> = all
        .steps
        .iter()
        .map(|step| {
            let line = step.line.map_or(String::new(), |line| format!("{line}: "));
            let text = step
                .text
                .as_ref()
                .map_or(String::new(), |text| format!(": {text}"));
            format!("{line}{}{text}", step.does)
        })
        .collect();
    for expected in [
        "1: `main` is given to `block_on`",
        "1: `main` is polled on `m`",
        "2: `main` prints: main: begins",
        "3: `task 1` is spawned by `main`",
        "6: leaf `sleep` is asked to wait 50 ms",
        "6: leaf `sleep 50 ms` of `main` answers pending",
        "1: `main` answers pending",
        "4: `task` is dropped on `m`",
        "5: `task 2` is woken by the runtime",
        "3: `task 1` is woken by `task 2`",
        "5: `task 2` answers ready",
        "5: what is left of `task 2` is dropped on `m`",
        "6: leaf `sleep 3600 s` is dropped",
        "11: `task 3` panics: no {station}",
        "11: the poll of `task 3` ends in its panic",
        "1: `main` is gone",
    ] {
        assert!(
            said.iter().any(|said| said == expected),
            "{expected}\n{said:#?}"
        );
    }
}

#[test]
fn the_run_queue_has_tasks_in_the_order_in_which_they_came() {
    let mut story = Story::default();
    let main = story.make(Kind::BlockOn, 1, 1);
    story.enter(main, 0);
    let one = story.make(Kind::Task, 2, 1);
    let two = story.make(Kind::Task, 3, 1);
    story.exit(main);
    story
        .enter(one, 0)
        .exit(one)
        .enter(two, 0)
        .wake(one)
        .wake(two);
    story.exit(two).enter(one, 0).exit(one).close(one, 0);
    story.enter(two, 0).exit(two).close(two, 0).close(main, 0);
    let all = support::steps(&story, Panels::One);
    let queues: Vec<String> = all
        .steps
        .iter()
        .map(|step| {
            let names = step.queue.iter().map(|word| all.words[*word].as_str());
            names.collect::<Vec<_>>().join(" ")
        })
        .collect();
    let mut seen = queues.clone();
    seen.dedup();
    let expected = [
        "",
        "task 1",
        "task 1 task 2",
        "task 2",
        "",
        "task 1",
        "task 1 task 2",
    ];
    assert_eq!(seen[..7], expected, "{queues:?}");
    assert_eq!(seen[7..], ["task 2", ""], "{queues:?}");
}

#[test]
fn a_long_run_has_as_many_steps_as_anybody_takes() {
    let mut story = Story::default();
    let main = story.make(Kind::BlockOn, 1, 1);
    for _ in 0..STEPS {
        story.enter(main, 0).exit(main).pass(10);
    }
    let all = support::steps(&story, Panels::One);
    assert_eq!((all.steps.len(), all.events), (STEPS, 2 * STEPS + 1));
}

#[test]
fn tasks_that_share_a_lane_are_counted() {
    let mut story = Story::default();
    let main = story.make(Kind::BlockOn, 1, 1);
    story.enter(main, 0);
    let tasks: Vec<u32> = (0..40).map(|_| story.make(Kind::Task, 2, 1)).collect();
    story.exit(main);
    for task in &tasks {
        story.enter(*task, 0).exit(*task).close(*task, 0);
    }
    let all = support::steps(&story, Panels::One);
    let step = &all.steps[42];
    assert_eq!(word(&all, step, 15), "26 ready");
    assert_eq!(step.queue.len(), 13, "twelve, and how many more");
    assert_eq!(all.words[step.queue[12]], "28 more");
    assert_eq!(word(&all, all.steps.last().unwrap(), 15), "26 done");
}
