//! Where a moment stands in the picture. Time runs from left to right on one
//! scale; events at one instant are spread in their order.

use crate::columns::{Columns, Placed};
use crate::room::Room;
use crate::timeline::{Moment, Timeline};

/// Moments closer than this are one instant.
const INSTANT: f64 = 2.0;

/// How much wider than need be a picture without times is made at most, to be easy to
/// read, as far as a phone shows it at once: there is no scale that would fill the width.
const MOST_STRETCH: f64 = 2.0;

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
/// must be seen needs more room, it gets more, and a third of it for time. Where
/// it can be, a time has one place in all of them.
pub(crate) fn axes(panels: &[Timeline], width: f64, phone: f64) -> Vec<Axis> {
    let rooms: Vec<Room> = panels.iter().map(Room::new).collect();
    let columns = Columns::of(&rooms);
    let place = |scale: f64| match &columns {
        Some(columns) => columns.place(scale),
        None => Placed {
            columns: Vec::new(),
            panels: rooms.iter().map(|room| room.place(scale)).collect(),
        },
    };
    let widest = |scale: f64| {
        let placed = place(scale);
        let ends = placed
            .panels
            .iter()
            .filter_map(|panel| panel.last().copied());
        ends.fold(0.0, f64::max)
    };
    // Where no time passes, what is seen has the room to itself.
    let is_timeless = panels.iter().all(|panel| !panel.is_timed);
    let stretch = match is_timeless && widest(0.0) > 0.0 {
        true => (phone / widest(0.0)).clamp(1.0, MOST_STRETCH),
        false => 1.0,
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
    let Placed { columns, panels } = place(low);
    let panels = rooms.iter().zip(panels);
    panels
        .map(|(room, places)| {
            let places = places.into_iter().map(|place| place * stretch).collect();
            Axis::new(room, low, places, &columns)
        })
        .collect()
}

impl Axis {
    fn new(room: &Room, scale: f64, places: Vec<f64>, columns: &[(u64, f64)]) -> Axis {
        let zero = room.zero();
        let mut anchors: Vec<(Moment, f64)> = Vec::new();
        let mut columns = columns.iter().peekable();
        for (moment, place) in room.moments.iter().zip(places) {
            // The times of other panels have their places in this one, too.
            while let Some((time, x)) = columns.next_if(|(time, _)| zero + time < moment.at) {
                if let Some((before, _)) = anchors.last().filter(|(at, _)| at.at < zero + time) {
                    let order = before.order;
                    let at = zero + time;
                    anchors.push((Moment { order, at }, *x));
                }
            }
            columns.next_if(|(time, _)| zero + time == moment.at);
            anchors.push((*moment, place));
        }
        Axis {
            anchors,
            folded: room.folded.clone(),
            scale,
            zero,
        }
    }

    /// Where a moment stands.
    pub(crate) fn x(&self, moment: Moment) -> f64 {
        // By their times first: a place that another panel's time has here has
        // the order of the moment before it.
        let before = |known: &Moment| (known.at, known.order) < (moment.at, moment.order);
        let index = self.anchors.partition_point(|(known, _)| before(known));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Panels, split, timeline};

    /// Two waits of 20 ms, each until a line is printed; at the beginning of the
    /// second more happens, which needs room.
    const RUN: &str = r#"{"recording":1}
{"at":0,"task":{"id":1,"kind":"block_on","line":1,"column":1}}
{"at":0,"enter":{"task":1,"thread":0}}
{"at":0,"exit":{"task":1}}
{"at":20000,"enter":{"task":1,"thread":0}}
{"at":20000,"print":{"line":2,"text":"one: 20 ms","task":1}}
{"at":20000,"task":{"id":2,"kind":"task","line":3,"column":1,"by":1}}
{"at":20000,"exit":{"task":1}}
{"at":20000,"enter":{"task":2,"thread":0}}
{"at":20000,"exit":{"task":2}}
{"at":20000,"enter":{"task":2,"thread":0}}
{"at":20000,"exit":{"task":2}}
{"at":20000,"close":{"task":2}}
{"at":40000,"enter":{"task":1,"thread":0}}
{"at":40000,"print":{"line":4,"text":"two: 20 ms","task":1}}
{"at":40000,"exit":{"task":1}}
{"events":15}
"#;

    #[test]
    fn a_time_has_one_place_in_all_panels() {
        let events = recording::read(RUN).unwrap();
        let panels = split(&timeline(&events, None), Panels::EachLine);
        let axes = axes(&panels, 600.0, 300.0);
        let [one, two] = axes.as_slice() else {
            panic!("two lines make two panels");
        };
        let begin = |axis: &Axis| axis.instants().first().map(|instant| instant.to);
        assert_ne!(begin(one), begin(two), "the second needs more room");
        assert_eq!(one.x_at(20_000), two.x_at(40_000));
    }

    #[test]
    fn a_picture_without_times_is_wider_than_need_be() {
        let run = RUN.replace("20000", "0").replace("40000", "0");
        let events = recording::read(&run).unwrap();
        let mut timeless = timeline(&events, None);
        timeless.is_timed = false;
        let width = |phone| axes(std::slice::from_ref(&timeless), 600.0, phone)[0].width();
        let least = width(0.0);
        assert_eq!(width(10_000.0), least * MOST_STRETCH);
        assert_eq!(width(least * 1.5), least * 1.5);
    }
}
