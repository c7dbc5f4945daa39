//! Splits a run into panels: parts that follow one another, drawn below each
//! other on one scale, each from its own zero.

use crate::timeline::{Flag, Lane, LeafLane, Moment, Segment, Timeline, Wait};

/// A part of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panel {
    /// What it is called.
    pub title: String,
    /// Where it ends, and the next begins. The last one ends with the run.
    pub until: Until,
}

/// Where a panel ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// After the line that is printed by this line of the program.
    Print(u32),
    /// At this time, in milliseconds since the run began.
    Milliseconds(u64),
    /// At the end of the run.
    End,
}

/// Splits a run. A panel whose end doesn't come takes all that is left.
pub fn split(run: &Timeline, panels: &[Panel]) -> Vec<Timeline> {
    let mut parts = Vec::new();
    let mut begin = run.begin;
    for (index, panel) in panels.iter().enumerate() {
        let is_last = index + 1 == panels.len();
        let end = end(run, begin, panel.until).filter(|_| !is_last);
        parts.push(part(run, &panel.title, begin, end.unwrap_or(run.end)));
        let Some(end) = end else { break };
        begin = end;
    }
    if parts.is_empty() {
        parts.push(run.clone());
    }
    parts
}

fn end(run: &Timeline, begin: Moment, until: Until) -> Option<Moment> {
    match until {
        Until::Print(line) => run
            .flags
            .iter()
            .filter(|flag| flag.at > begin)
            .find(|flag| flag.line == line)
            .map(|flag| flag.at),
        Until::Milliseconds(time) => moments(run)
            .filter(|moment| *moment > begin && moment.at >= time * 1000)
            .min(),
        Until::End => None,
    }
}

fn moments(run: &Timeline) -> impl Iterator<Item = Moment> {
    run.lanes
        .iter()
        .flat_map(|lane| lane.segments.iter().map(|segment| segment.from))
}

fn part(run: &Timeline, title: &str, begin: Moment, end: Moment) -> Timeline {
    let inside = |at: Moment| at <= end && (at > begin || begin == run.begin);
    let lanes: Vec<Lane> = run
        .lanes
        .iter()
        .filter_map(|lane| lane_part(lane, begin, end, inside))
        .collect();
    let flags: Vec<Flag> = run
        .flags
        .iter()
        .filter(|flag| inside(flag.at))
        .cloned()
        .collect();
    // A part is done where the print that ends it stands, or where the run is.
    let done = if end == run.end { run.done } else { Some(end) };
    Timeline {
        title: title.to_owned(),
        lanes,
        flags,
        begin,
        end,
        done,
        cut: run.cut,
    }
}

fn lane_part(
    lane: &Lane,
    begin: Moment,
    end: Moment,
    inside: impl Fn(Moment) -> bool,
) -> Option<Lane> {
    let overlap = |from: Moment, to: Moment| {
        let (from, to) = (from.max(begin), to.min(end));
        (from < to).then_some((from, to))
    };
    let segments: Vec<Segment> = lane
        .segments
        .iter()
        .filter_map(|segment| {
            let (from, to) = overlap(segment.from, segment.to)?;
            let state = segment.state.clone();
            Some(Segment { from, to, state })
        })
        .collect();
    // Nobody polls it in this part: it only waits, as before.
    if !segments.iter().any(Segment::is_poll) {
        return None;
    }
    let leaves = lane
        .leaves
        .iter()
        .filter_map(|leaf| {
            let waits: Vec<Wait> = leaf
                .waits
                .iter()
                .filter_map(|wait| {
                    let (from, to) = overlap(wait.from, wait.to)?;
                    let end = wait.end.filter(|_| inside(wait.to));
                    Some(Wait {
                        from,
                        to,
                        end,
                        ..wait.clone()
                    })
                })
                .collect();
            let kind = leaf.kind.clone();
            (!waits.is_empty()).then_some(LeafLane { kind, waits })
        })
        .collect();
    Some(Lane {
        segments,
        leaves,
        made: lane.made.filter(|made| inside(made.at)),
        wakes: lane
            .wakes
            .iter()
            .filter(|wake| inside(wake.at))
            .copied()
            .collect(),
        end: lane.end.filter(|(at, _)| inside(*at)),
        ..lane.clone()
    })
}
