//! How much room the moments of a panel need, so that all that happens can be
//! seen. A stretch in which nobody is polled, longer than all others together, is
//! folded.

use crate::timeline::{Lane, Moment, State, Timeline};
use std::collections::BTreeMap;

/// How wide a folded stretch is.
const FOLDED: f64 = 44.0;

/// A stretch is folded if it is this part of the time that is left.
const LONG: f64 = 0.75;

/// What an axis has to make room for.
pub(crate) struct Room {
    pub(crate) moments: Vec<Moment>,
    /// The least distance of each moment from the one before.
    steps: Vec<f64>,
    /// The least distances of later moments from earlier ones.
    spans: BTreeMap<usize, (usize, f64)>,
    /// Stretches of time that are left out, by the moment that ends each.
    pub(crate) folded: Vec<usize>,
}

impl Room {
    pub(crate) fn new(run: &Timeline) -> Room {
        let mut steps = BTreeMap::from([(run.begin, 0.0), (run.end, 4.0)]);
        let mut need = |moment: Moment, step: f64| {
            let known = steps.entry(moment).or_insert(step);
            *known = known.max(step);
        };
        for lane in &run.lanes {
            for segment in &lane.segments {
                need(segment.from, 5.0);
                need(segment.to, 5.0);
            }
            for wake in &lane.wakes {
                need(wake.at, 9.0);
            }
            for wait in lane.leaves.iter().flat_map(|leaf| &leaf.waits) {
                need(wait.from, 5.0);
                need(wait.to, 6.0);
            }
        }
        // Many flags can't all have room: the axis leaves the rest unlabelled.
        for flag in run.flags.iter().take(40) {
            let digits = flag.number.map_or(1, |number| number.to_string().len());
            need(flag.at, 9.0 + 6.0 * digits as f64);
        }
        let moments: Vec<Moment> = steps.keys().copied().collect();
        let mut room = Room {
            steps: steps.into_values().collect(),
            spans: BTreeMap::new(),
            folded: Vec::new(),
            moments,
        };
        for lane in &run.lanes {
            room.need_spans(lane);
        }
        room.fold(run);
        room
    }

    fn index(&self, moment: Moment) -> usize {
        self.moments.partition_point(|known| *known < moment)
    }

    /// A poll has room for its thread's name, a short wait can be seen.
    fn need_spans(&mut self, lane: &Lane) {
        for segment in &lane.segments {
            let least = match &segment.state {
                State::Polled(thread) => 4.0 + 7.5 * thread.len() as f64,
                State::Held(thread) => 14.0 + 8.0 * thread.len() as f64,
                State::Merged { polls, .. } => 16.0 + 7.0 * polls.to_string().len() as f64,
                State::Waiting | State::Ready => 6.0,
            };
            let (from, to) = (self.index(segment.from), self.index(segment.to));
            let known = self.spans.entry(to).or_insert((from, least));
            if known.0 <= from {
                *known = (from, known.1.max(least));
            }
        }
    }

    /// Folds stretches without polls that take most of the time.
    fn fold(&mut self, run: &Timeline) {
        let gap = |index: usize| {
            self.moments[index]
                .at
                .saturating_sub(self.moments[index - 1].at)
        };
        let mut gaps: Vec<(u64, usize)> = (1..self.moments.len())
            .map(|index| (gap(index), index))
            .collect();
        gaps.sort_unstable_by(|one, other| other.cmp(one));
        let mut left: u64 = gaps.iter().map(|(gap, _)| gap).sum();
        for (gap, index) in gaps {
            let others = left - gap;
            if others == 0 || (gap as f64) < LONG * left as f64 {
                break;
            }
            let (from, to) = (self.moments[index - 1], self.moments[index]);
            let polled = run
                .lanes
                .iter()
                .flat_map(|lane| &lane.segments)
                .any(|segment| segment.is_poll() && segment.from < to && from < segment.to);
            if !polled {
                self.folded.push(index);
                left = others;
            }
        }
    }

    /// The times of its moments, in microseconds since the panel began.
    pub(crate) fn times(&self) -> impl Iterator<Item = u64> {
        let zero = self.zero();
        let times = self.moments.iter();
        times.map(move |moment| moment.at.saturating_sub(zero))
    }

    /// Whether time is left out.
    pub(crate) fn is_folded(&self) -> bool {
        !self.folded.is_empty()
    }

    /// When the panel began, in microseconds.
    pub(crate) fn zero(&self) -> u64 {
        self.moments.first().map_or(0, |first| first.at)
    }

    /// Where its moments stand, a microsecond being so wide.
    pub(crate) fn place(&self, scale: f64) -> Vec<f64> {
        let mut places = vec![0.0; self.moments.len()];
        for index in 1..self.moments.len() {
            let time = self.moments[index]
                .at
                .saturating_sub(self.moments[index - 1].at);
            let step = if self.folded.contains(&index) {
                FOLDED
            } else {
                self.steps[index].max(time as f64 * scale)
            };
            places[index] = places[index - 1] + step;
            if let Some((from, least)) = self.spans.get(&index) {
                places[index] = places[index].max(places[*from] + least);
            }
        }
        places
    }
}
