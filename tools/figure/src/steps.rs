//! A run step by step: for each event its place in the picture, its words, and
//! what every task did then. Made from the very lanes and axes that are drawn.

use crate::fold::fold;
use crate::html::{self, Options};
use crate::now::Now;
use crate::panels::split;
use crate::svg::{self, Place};
use crate::ticks::time;
use crate::timeline::{Moment, Timeline};
use crate::told::{Teller, Told};
use recording::Event;
use serde::Serialize;
use std::collections::HashMap;

/// More steps than these nobody takes one by one.
pub const STEPS: usize = 2_000;

/// So many tasks of the run queue are named.
const QUEUE: usize = 12;

/// The steps of a run.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Steps {
    /// How many events the run has: more than there are steps if there are more
    /// than [`STEPS`].
    pub events: usize,
    /// The panels of the picture.
    pub panels: Vec<Stage>,
    /// What lanes and queues are said with.
    pub words: Vec<String>,
    /// One for each event.
    pub steps: Vec<Step>,
}

/// A panel of the picture.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stage {
    /// Where its plot begins, in the picture's coordinates.
    pub top: f64,
    /// Where it ends.
    pub bottom: f64,
    /// What its lanes are called.
    pub lanes: Vec<String>,
}

/// An event, and what is so after it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Step {
    /// Which panel it is in.
    pub panel: usize,
    /// Where in the picture.
    pub x: f64,
    /// Its time, since the panel began; none where there are no times.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// The line of the program that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// What happens; names stand between `…`.
    pub does: String,
    /// What is printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What each lane of the panel does, by its place among the words.
    pub lanes: Vec<usize>,
    /// Who is in the run queue, in the order in which they came.
    pub queue: Vec<usize>,
}

/// The steps of a run that is drawn with these options.
pub fn steps(events: &[Event], options: &Options) -> Steps {
    let run = html::run(events, options);
    let panels = split(&run, options.plan.panels);
    let places = svg::places(&fold(panels.clone()));
    let mut teller = Teller::new(events, &run, options.source);
    let mut now = Now::new(&run, &teller);
    let casts: Vec<Cast> = panels.iter().map(|panel| Cast::new(panel, &now)).collect();
    let mut words = Words::default();
    let mut steps = Vec::new();
    let mut panel = 0;
    for (order, event) in events.iter().enumerate().take(STEPS) {
        let moment = Moment {
            order,
            at: event.at,
        };
        while moment > panels[panel].end && panel + 1 < panels.len() {
            panel += 1;
        }
        now.pass(order);
        let (cast, (place, _)) = (&casts[panel], &places[panel]);
        let Told {
            words: does,
            text,
            line,
        } = teller.tell(order, &event.what, &cast.labels);
        steps.push(Step {
            panel,
            x: place.x(moment),
            at: run
                .is_timed
                .then(|| time(moment.at.saturating_sub(place.axis.zero))),
            line,
            does,
            text,
            lanes: cast.lanes(&now).map(|word| words.index(word)).collect(),
            queue: cast.queue(&now).map(|word| words.index(word)).collect(),
        });
    }
    let stage = |((place, bottom), cast): (&(Place, f64), Cast)| Stage {
        top: place.top,
        // As far as the axis.
        bottom: *bottom + 8.0,
        lanes: cast.names,
    };
    Steps {
        events: events.len(),
        panels: places.iter().zip(casts).map(stage).collect(),
        words: words.all,
        steps,
    }
}

/// Each word once.
#[derive(Default)]
struct Words {
    all: Vec<String>,
    known: HashMap<String, usize>,
}

impl Words {
    fn index(&mut self, word: String) -> usize {
        *self.known.entry(word).or_insert_with_key(|word| {
            self.all.push(word.clone());
            self.all.len() - 1
        })
    }
}

/// Who has a lane in a panel, and under which name.
struct Cast {
    names: Vec<String>,
    /// The tasks of each lane, by their place in the run: more than one where
    /// many share the last.
    tasks: Vec<Vec<usize>>,
    labels: HashMap<u32, String>,
    /// The same, by the place in the run.
    called: HashMap<usize, String>,
}

impl Cast {
    fn new(panel: &Timeline, now: &Now) -> Cast {
        let [folded] = fold(vec![panel.clone()]).try_into().expect("one stays one");
        let index = |task: &u32| now.tasks[task];
        let labels: HashMap<u32, String> = panel
            .lanes
            .iter()
            .map(|lane| (lane.task, lane.label()))
            .collect();
        let mut rest = panel.lanes.iter().map(|lane| now.tasks[&lane.task]);
        let lanes = folded.lanes.iter();
        Cast {
            names: folded.lanes.iter().map(crate::Lane::label).collect(),
            tasks: lanes
                .map(|lane| rest.by_ref().take(lane.tasks).collect())
                .collect(),
            called: labels
                .iter()
                .map(|(task, label)| (index(task), label.clone()))
                .collect(),
            labels,
        }
    }

    fn lanes(&self, now: &Now) -> impl Iterator<Item = String> {
        self.tasks.iter().map(|tasks| match tasks.as_slice() {
            [task] => now.word(*task),
            tasks => now.sum(tasks),
        })
    }

    fn queue(&self, now: &Now) -> impl Iterator<Item = String> {
        let name = |(_, index): &(usize, usize)| {
            let called = self.called.get(index).cloned();
            called.unwrap_or_else(|| "another task".to_owned())
        };
        let more = now.queue.len().checked_sub(QUEUE).filter(|more| *more > 0);
        let named = now.queue.iter().take(QUEUE).map(name);
        named.chain(more.map(|more| format!("{more} more")))
    }
}
