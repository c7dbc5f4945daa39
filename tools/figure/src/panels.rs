//! Splits a run into panels: parts that follow one another, drawn below each
//! other on one scale, each from its own zero.

use crate::timeline::{Flag, Lane, LeafLane, Moment, Segment, Timeline, Wait};
use crate::{Panels, names};

/// In microseconds.
const LEFT_OVER: u64 = 1_000;

/// Splits a run. What follows the last line that is printed belongs to the
/// panel that this line ends.
pub fn split(run: &Timeline, panels: Panels) -> Vec<Timeline> {
    let lines: Vec<&Flag> = match panels {
        Panels::One => Vec::new(),
        Panels::EachLine => run.flags.iter().filter(|flag| flag.is_line()).collect(),
    };
    let mut parts = Vec::new();
    let mut begin = run.begin;
    for (index, line) in lines.iter().enumerate() {
        let is_last = index + 1 == lines.len();
        let end = if is_last { run.end } else { line.at };
        parts.push(part(run, title(&line.text), begin, end));
        begin = end;
    }
    if parts.is_empty() {
        parts.push(run.clone());
    }
    parts
}

/// `1 worker, waits` for `1 worker, waits: dark? false`.
fn title(line: &str) -> &str {
    line.split_once(':').map_or(line, |(title, _)| title).trim()
}

fn part(run: &Timeline, title: &str, begin: Moment, end: Moment) -> Timeline {
    let inside = |at: Moment| at <= end && (at > begin || begin == run.begin);
    let lanes: Vec<Lane> = run
        .lanes
        .iter()
        .filter_map(|lane| lane_part(lane, (begin, end), run.begin, inside))
        .collect();
    let flags: Vec<Flag> = run
        .flags
        .iter()
        .filter(|flag| inside(flag.at))
        .cloned()
        .collect();
    // A part is done where the print that ends it stands. The last one is if the run
    // is; its print may come after all tasks.
    let is_printed_last = flags.last().is_some_and(|flag| flag.at == end);
    let done = match end == run.end {
        false => Some(end),
        true if is_printed_last => run.done.map(|done| done.max(end)),
        true => run.done,
    };
    let mut part = Timeline {
        title: title.to_owned(),
        lanes,
        flags,
        begin,
        end,
        done,
        cut: run.cut.filter(|_| end == run.end),
        is_timed: run.is_timed,
    };
    names::number(&mut part.lanes);
    part
}

fn lane_part(
    lane: &Lane,
    (begin, end): (Moment, Moment),
    run_begin: Moment,
    inside: impl Fn(Moment) -> bool,
) -> Option<Lane> {
    let overlap = |from: Moment, to: Moment| {
        // A poll that begins with the recording's last event has no length.
        let whole = from == to && inside(from);
        let (from, to) = (from.max(begin), to.min(end));
        (from < to || whole).then_some((from, to))
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
    // Nobody polls it in this part: it only waits, as before. Or what is left of
    // a poll of the part before is too short to be seen.
    let begins = |segment: &Segment| segment.from > begin || begin == run_begin;
    let long = |segment: &Segment| segment.microseconds() >= LEFT_OVER;
    if !segments
        .iter()
        .any(|segment| segment.is_poll() && (begins(segment) || long(segment)))
    {
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
