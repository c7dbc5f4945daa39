//! Where a moment stands in the picture. Time runs from left to right on one
//! scale; events at one instant are spread in their order; a stretch in which
//! nobody is polled, longer than all others together, is folded.

use crate::timeline::{Lane, Moment, State, Timeline};
use std::collections::BTreeMap;

/// How wide a folded stretch is.
const FOLDED: f64 = 44.0;

/// A stretch is folded if it is this part of the time that is left.
const LONG: f64 = 0.75;

/// Moments closer than this are one instant.
const INSTANT: f64 = 2.0;

/// A panel's axis.
#[derive(Debug, Clone)]
pub(crate) struct Axis {
    /// Where each moment that matters stands.
    anchors: Vec<(Moment, f64)>,
    /// Folded stretches, by the anchor that ends them.
    folded: Vec<usize>,
    /// How wide a microsecond is.
    pub(crate) scale: f64,
    /// Where the panel's time is zero.
    pub(crate) zero: u64,
}

/// Moments that are spread although they lie together.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Instant {
    pub(crate) from: f64,
    pub(crate) to: f64,
    /// Microseconds since the panel began.
    pub(crate) at: u64,
}

/// The axes of panels, on one scale, so that the widest takes `width`. If what
/// must be seen needs more room, it gets more, and a third of it for time.
pub(crate) fn axes(panels: &[Timeline], width: f64) -> Vec<Axis> {
    let rooms: Vec<Room> = panels.iter().map(Room::new).collect();
    let widest = |scale: f64| {
        let ends = rooms.iter().map(|room| room.place(scale).last().copied());
        ends.flatten().fold(0.0, f64::max)
    };
    let width = width.max(widest(0.0) * 1.4);
    let (mut low, mut high) = (0.0, width);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if widest(middle) <= width {
            low = middle;
        } else {
            high = middle;
        }
    }
    rooms.iter().map(|room| room.axis(low)).collect()
}

/// What an axis has to make room for.
struct Room {
    moments: Vec<Moment>,
    /// The least distance of each moment from the one before.
    steps: Vec<f64>,
    /// The least distances of later moments from earlier ones.
    spans: BTreeMap<usize, (usize, f64)>,
    folded: Vec<usize>,
}

impl Room {
    fn new(run: &Timeline) -> Room {
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

    fn place(&self, scale: f64) -> Vec<f64> {
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

    fn axis(&self, scale: f64) -> Axis {
        let places = self.place(scale);
        Axis {
            anchors: self.moments.iter().copied().zip(places).collect(),
            folded: self.folded.clone(),
            scale,
            zero: self.moments.first().map_or(0, |first| first.at),
        }
    }
}

impl Axis {
    /// Where a moment stands.
    pub(crate) fn x(&self, moment: Moment) -> f64 {
        let index = self.anchors.partition_point(|(known, _)| *known < moment);
        let Some(&(after, right)) = self.anchors.get(index) else {
            return self.width();
        };
        let Some(&(before, left)) = index.checked_sub(1).map(|index| &self.anchors[index]) else {
            return right;
        };
        let part =
            |from: u64, at: u64, to: u64| at.saturating_sub(from) as f64 / (to - from) as f64;
        let part = if after.at > before.at {
            part(before.at, moment.at, after.at)
        } else {
            part(before.order as u64, moment.order as u64, after.order as u64)
        };
        left + (right - left) * part.min(1.0)
    }

    /// Where a time stands, in microseconds since the recording's first event.
    pub(crate) fn x_at(&self, at: u64) -> f64 {
        let index = self.anchors.partition_point(|(known, _)| known.at < at);
        match self.anchors.get(index) {
            None => self.width(),
            Some((after, right)) if after.at == at => *right,
            Some((after, right)) => match index.checked_sub(1).map(|index| &self.anchors[index]) {
                None => *right,
                Some((before, left)) => {
                    let part = (at - before.at) as f64 / (after.at - before.at) as f64;
                    left + (right - left) * part
                }
            },
        }
    }

    /// How wide it is.
    pub(crate) fn width(&self) -> f64 {
        self.anchors.last().map_or(0.0, |(_, x)| *x)
    }

    /// The multiples of a time that have a place, and their places: those in
    /// folded stretches have none. In microseconds since the panel began.
    pub(crate) fn multiples(&self, step: u64) -> Vec<(u64, f64)> {
        let mut multiples = Vec::new();
        for (index, pair) in self.anchors.windows(2).enumerate() {
            let [(before, left), (after, right)] = pair else {
                continue;
            };
            let from = before.at.saturating_sub(self.zero);
            let to = after.at.saturating_sub(self.zero);
            if from >= to || self.folded.contains(&(index + 1)) {
                continue;
            }
            let mut at = from.div_ceil(step).saturating_mul(step);
            while at < to {
                let part = (at - from) as f64 / (to - from) as f64;
                multiples.push((at, left + (right - left) * part));
                at += step;
            }
        }
        multiples
    }

    /// The middles of folded stretches.
    pub(crate) fn folds(&self) -> impl Iterator<Item = f64> {
        self.folded
            .iter()
            .map(|index| (self.anchors[index - 1].1 + self.anchors[*index].1) / 2.0)
    }

    /// The instants whose moments are spread.
    pub(crate) fn instants(&self) -> Vec<Instant> {
        let mut instants: Vec<Instant> = Vec::new();
        let close = |one: Moment, other: Moment| {
            (other.at.saturating_sub(one.at)) as f64 * self.scale < INSTANT
        };
        for group in self
            .anchors
            .chunk_by(|(one, _), (other, _)| close(*one, *other))
        {
            let (first, from) = group[0];
            let (_, to) = group[group.len() - 1];
            instants.push(Instant {
                from,
                to,
                at: first.at.saturating_sub(self.zero),
            });
        }
        instants.retain(|instant| instant.to - instant.from > INSTANT);
        instants
    }
}
