//! What a recording consists of.

use serde::{Deserialize, Serialize};

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Microseconds since the first event, on tokio's clock: where time is
    /// paused, this is the paused time, and two recordings are equal.
    pub at: u64,
    /// What happened.
    #[serde(flatten)]
    pub what: What,
}

/// What happened. Tasks and leaves are numbered from one, each in the order in
/// which they were made; threads from zero, which is the thread of `main`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum What {
    /// A task was made, or a future was given to `block_on`.
    Task {
        /// Its number.
        id: u32,
        /// How it was made.
        kind: Kind,
        /// Where it was made: the line of the program, from one; zero where
        /// the standard library called `spawn`, as for `futures.map(spawn)`.
        line: u32,
        /// The column, from one; zero where the line is.
        column: u32,
        /// The task that was being polled when it was made.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<u32>,
        /// What the program calls it, if it does.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
    },
    /// A thread began to poll a task's future, or to drop it.
    Enter {
        /// The task.
        task: u32,
        /// The thread.
        thread: u32,
    },
    /// The poll, or the drop, is over.
    Exit {
        /// The task.
        task: u32,
    },
    /// The task's future answered ready, in the poll that is not over yet. Told
    /// of traced futures alone: of others it is seen in how they end.
    Ready {
        /// The task.
        task: u32,
    },
    /// The task is gone.
    Close {
        /// The task.
        task: u32,
    },
    /// A leaf was made: a future of tokio's own, which waits for something.
    Leaf {
        /// Its number.
        id: u32,
        /// Its type, as tokio names it: `Sleep`.
        kind: String,
        /// Where it was made: the line of the program, from one.
        line: u32,
        /// The column, from one.
        column: u32,
        /// The task that was being polled when it was made.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        task: Option<u32>,
    },
    /// What a timer waits for.
    Wait {
        /// The leaf.
        leaf: u32,
        /// How long, in milliseconds.
        milliseconds: u64,
    },
    /// A leaf was polled.
    Poll {
        /// The leaf.
        leaf: u32,
        /// Its answer: ready, or pending.
        ready: bool,
        /// The task that was being polled, whose poll this is a part of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        task: Option<u32>,
    },
    /// A leaf was dropped.
    Gone {
        /// The leaf.
        leaf: u32,
    },
    /// A task was woken. The wakes of `block_on` are not told.
    Wake {
        /// The task.
        task: u32,
        /// The task that was being polled on the thread that woke it; none
        /// where the runtime itself did, or a thread without a task.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<u32>,
    },
    /// The program printed.
    Print {
        /// The line of the macro, from one.
        line: u32,
        /// What it printed, without the end of the line if that is the last.
        text: String,
        /// The task that was being polled.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        task: Option<u32>,
    },
    /// The program panicked.
    Panic {
        /// The line of the panic, from one; zero where it is not in the
        /// program's own file.
        line: u32,
        /// The column, from one; zero where the line is.
        column: u32,
        /// The panic's message.
        text: String,
        /// The task that was being polled.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        task: Option<u32>,
    },
    /// There was more than a recording holds: this is its end.
    Cut {},
    /// The program was still running when its time was up, and was stopped.
    Stopped {},
}

/// How a task was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The future given to `block_on`; `#[tokio::main]` gives it `main`.
    BlockOn,
    /// A task, by `tokio::spawn` and its kin.
    Task,
    /// A closure, by `spawn_blocking`.
    Blocking,
    /// A future that the program polls by itself, named by
    /// `poll_by_poll::traced`.
    Traced,
}
