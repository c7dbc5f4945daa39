//! What a run was, as a picture needs it: a lane for each task, on it the
//! stretches of time in which the task was polled, waited or was ready, and the
//! leaves that it waited for.

use crate::ticks::time;

/// An instant of a recording. Under paused time many events share one time, so
/// that their order counts too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// Which event of the recording, from zero.
    pub order: usize,
    /// Microseconds since the recording's first event.
    pub at: u64,
}

/// A run, or one panel of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// What the panel is called; empty for a whole run.
    pub title: String,
    /// One for each task that was polled, in the order in which they were made.
    pub lanes: Vec<Lane>,
    /// What was printed, and panics.
    pub flags: Vec<Flag>,
    /// Where it begins.
    pub begin: Moment,
    /// Where it ends.
    pub end: Moment,
    /// When everything was done; none if something was still alive at the end.
    pub done: Option<Moment>,
    /// Why the recording ends before the run does.
    pub cut: Option<Cut>,
    /// Whether its moments have times, and not only an order.
    pub is_timed: bool,
}

/// Why a recording ends before its run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// There was more than it holds.
    Full,
    /// The program was still running when its time was up.
    Stopped,
}

/// A task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// Its number in the recording.
    pub task: u32,
    /// What it is called.
    pub name: String,
    /// Which of several lanes of this name it is, from one.
    pub number: Option<usize>,
    /// Whether no runtime polls it, but the program itself.
    pub is_traced: bool,
    /// How many tasks the lane stands for: more than one where a run has more
    /// tasks than a figure has room for.
    pub tasks: usize,
    /// When it was made, and the task that made it.
    pub made: Option<Cause>,
    /// What it did, in order and without overlaps.
    pub segments: Vec<Segment>,
    /// When it was woken, and the task that woke it.
    pub wakes: Vec<Cause>,
    /// How it ended.
    pub end: Option<(Moment, Ending)>,
    /// What it waited for; those that didn't overlap share one.
    pub leaves: Vec<LeafLane>,
}

/// Something done to a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cause {
    /// When.
    pub at: Moment,
    /// The task that was being polled when it happened.
    pub by: Option<u32>,
}

/// A stretch of a task's life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Its first moment.
    pub from: Moment,
    /// Its last.
    pub to: Moment,
    /// What the task did.
    pub state: State,
}

/// What a task does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It is being polled, on the thread with this name.
    Polled(String),
    /// It is being polled for so long that it holds the thread with this name.
    Held(String),
    /// Several short polls, with what was between them: too narrow to draw.
    Merged {
        /// How many.
        polls: usize,
        /// The threads with these names; none where there are many.
        threads: Vec<String>,
    },
    /// It waits, and uses no thread.
    Waiting,
    /// It is in the run queue, and waits for a thread.
    Ready,
}

/// How a task or a leaf ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// It was ready.
    Ready,
    /// It was dropped before it was ready.
    Dropped,
    /// It panicked.
    Panicked,
}

/// Leaves of one task, one after the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeafLane {
    /// What kind of leaf: `sleep`.
    pub kind: String,
    /// From the first poll of a leaf to its end.
    pub waits: Vec<Wait>,
}

/// One leaf's life, from its first poll.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wait {
    /// Its first poll.
    pub from: Moment,
    /// Where it was ready or dropped, or where the recording ends.
    pub to: Moment,
    /// How it ended.
    pub end: Option<Ending>,
    /// How long a timer was asked to wait.
    pub milliseconds: Option<u64>,
    /// When a timer's time was over, in microseconds since the recording's first
    /// event, if it took long until somebody noticed.
    pub due: Option<u64>,
    /// How many leaves it stands for: more than one where they were merged.
    pub leaves: usize,
}

impl Wait {
    /// For how many microseconds a timer's time was over and nobody noticed.
    pub fn late(&self) -> Option<u64> {
        Some(self.to.at.saturating_sub(self.due?))
    }
}

/// A line that was printed, or a panic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// When.
    pub at: Moment,
    /// The task that was being polled.
    pub task: Option<u32>,
    /// Which line of the output, from one; none for a panic.
    pub number: Option<usize>,
    /// Where in the program.
    pub line: u32,
    /// What was printed.
    pub text: String,
}

impl Flag {
    /// Whether it is a line that was printed, and no panic.
    pub fn is_line(&self) -> bool {
        self.number.is_some()
    }
}

impl Lane {
    /// What to write beside it: `read 2`.
    pub fn label(&self) -> String {
        match self.number {
            Some(number) => format!("{} {number}", self.name),
            None => self.name.clone(),
        }
    }
}

impl Segment {
    /// Whether the task is being polled.
    pub fn is_poll(&self) -> bool {
        matches!(
            self.state,
            State::Polled(_) | State::Held(_) | State::Merged { .. }
        )
    }

    /// The threads that polled.
    pub fn threads(&self) -> &[String] {
        match &self.state {
            State::Polled(thread) | State::Held(thread) => std::slice::from_ref(thread),
            State::Merged { threads, .. } => threads,
            State::Waiting | State::Ready => &[],
        }
    }

    /// How many polls it stands for.
    pub fn polls(&self) -> usize {
        match self.state {
            State::Polled(_) | State::Held(_) => 1,
            State::Merged { polls, .. } => polls,
            State::Waiting | State::Ready => 0,
        }
    }

    /// How long it took, in microseconds.
    pub fn microseconds(&self) -> u64 {
        self.to.at.saturating_sub(self.from.at)
    }
}

impl LeafLane {
    /// What to write beside it: the time too, if it is the same for all.
    pub fn label(&self) -> String {
        match self.shared_time() {
            Some(milliseconds) => {
                format!("{} {}", self.kind, time(milliseconds.saturating_mul(1000)))
            }
            None => self.kind.clone(),
        }
    }

    /// The time that all its timers were asked to wait.
    pub fn shared_time(&self) -> Option<u64> {
        let first = self.waits.first()?.milliseconds;
        let same = self.waits.iter().all(|wait| wait.milliseconds == first);
        first.filter(|_| same)
    }
}
