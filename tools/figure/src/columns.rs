//! Panels on one axis: a time has the same place in all of them, and an instant
//! takes as much room in each as in the panel that needs most.

use crate::room::Room;
use std::collections::BTreeSet;

/// More times than these don't fit side by side. In real time hardly any two
/// panels share one.
const MOST: usize = 24;

/// The times of several panels.
pub(crate) struct Columns {
    /// Microseconds since a panel began, in order.
    times: Vec<u64>,
    /// For each panel, its moments at each of its times.
    panels: Vec<Vec<Group>>,
}

/// A panel's moments at one time.
struct Group {
    /// Which time.
    column: usize,
    /// Where they stand if time has no width.
    places: Vec<f64>,
}

impl Group {
    fn width(&self) -> f64 {
        self.places[self.places.len() - 1] - self.places[0]
    }
}

/// Where each column begins, and where each moment of each panel stands.
pub(crate) struct Placed {
    pub(crate) columns: Vec<(u64, f64)>,
    pub(crate) panels: Vec<Vec<f64>>,
}

impl Columns {
    /// The columns of these panels, if they have few enough and leave no time out.
    pub(crate) fn of(rooms: &[Room]) -> Option<Columns> {
        let times: BTreeSet<u64> = rooms.iter().flat_map(Room::times).collect();
        let fits = rooms.len() > 1 && times.len() <= MOST;
        if !fits || rooms.iter().any(Room::is_folded) {
            return None;
        }
        let times: Vec<u64> = times.into_iter().collect();
        let panels = rooms.iter().map(|room| groups(room, &times)).collect();
        Some(Columns { times, panels })
    }

    /// Places all, a microsecond being so wide.
    pub(crate) fn place(&self, scale: f64) -> Placed {
        let mut columns: Vec<(u64, f64)> = Vec::new();
        // Where the column before ends, and where each panel's own moments do.
        let (mut end, mut ends) = (0.0, vec![None; self.panels.len()]);
        let mut panels: Vec<Vec<f64>> = vec![Vec::new(); self.panels.len()];
        for (index, time) in self.times.iter().enumerate() {
            let here = |groups: &[Group]| groups.iter().position(|group| group.column == index);
            let passed = columns.last().map_or(0, |(before, _)| time - before);
            let mut start = end + passed as f64 * scale;
            for (groups, end) in self.panels.iter().zip(&ends) {
                if let (Some(at), Some(end)) = (here(groups), end) {
                    let gap = groups[at].places[0] - groups[at - 1].places.last().unwrap_or(&0.0);
                    start = f64::max(start, end + gap);
                }
            }
            end = start;
            for (panel, groups) in self.panels.iter().enumerate() {
                let Some(at) = here(groups) else { continue };
                let group = &groups[at];
                let own = |place: &f64| start + place - group.places[0];
                panels[panel].extend(group.places.iter().map(own));
                ends[panel] = Some(start + group.width());
                end = f64::max(end, start + group.width());
            }
            columns.push((*time, start));
        }
        Placed { columns, panels }
    }
}

fn groups(room: &Room, times: &[u64]) -> Vec<Group> {
    let places = room.place(0.0);
    let mut groups: Vec<Group> = Vec::new();
    for (index, time) in room.times().enumerate() {
        let column = times.partition_point(|known| *known < time);
        match groups.last_mut() {
            Some(group) if group.column == column => {
                group.places.push(places[index]);
            }
            _ => groups.push(Group {
                column,
                places: vec![places[index]],
            }),
        }
    }
    groups
}
