//! What is told of a future that no runtime polls: it says when it is ready, so
//! that nothing has to be guessed.

use crate::support::{Story, figure};
use figure::{Ending, Panels, timeline};
use recording::{Kind, What};

#[test]
fn a_traced_future_that_was_not_ready_was_dropped() {
    let mut story = Story::default();
    let mast = story.make(Kind::Traced, 1, 1);
    story.enter(mast, 0).exit(mast).close(mast, 0);
    let lanes = timeline(&story.events, None).lanes;
    assert_eq!(lanes[0].end.map(|(_, end)| end), Some(Ending::Dropped));
}

#[test]
fn a_traced_future_that_was_ready_was_not_dropped_before() {
    let mut story = Story::default();
    let mast = story.make(Kind::Traced, 1, 1);
    story.enter(mast, 0).tell(What::Ready { task: mast });
    story.exit(mast).close(mast, 0);
    let lanes = timeline(&story.events, None).lanes;
    assert_eq!(lanes[0].end.map(|(_, end)| end), Some(Ending::Ready));
}

#[test]
fn no_runtime_wakes_a_traced_future() {
    let mut story = Story::default();
    let mast = story.make(Kind::Traced, 1, 1);
    story.enter(mast, 0).exit(mast).wake(mast).enter(mast, 0);
    story.tell(What::Ready { task: mast }).exit(mast);
    let words = figure(&story, Panels::One);
    assert!(words.contains("by code outside"), "{words}");
    assert!(!words.contains("the runtime"), "{words}");
}
