//! What is measured, and what ours may cost.

use crate::contender::{Contender, Work};
use crate::{passing, sleeping, tasks};
use benches::whole;
use clap::ValueEnum;

/// One thing that every runtime does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Bench {
    Spawn,
    SpawnJoin,
    Yield,
    PingPong,
    Chain,
    Sleeps,
    Echo50,
    Echo1,
    Mpsc,
}

/// Which time counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counted {
    /// From begin to end.
    Wall,
    /// The processor time of all threads.
    Processor,
}

/// How many times tokio's time ours may take.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bound {
    pub(crate) counted: Counted,
    pub(crate) must: f64,
    pub(crate) aim: f64,
}

const fn wall(must: f64, aim: f64) -> Bound {
    let counted = Counted::Wall;
    Bound { counted, must, aim }
}

const fn processor(must: f64, aim: f64) -> Bound {
    let counted = Counted::Processor;
    Bound { counted, must, aim }
}

/// On one thread.
pub(crate) const ONE_THREAD: [(Bench, Bound); 9] = [
    (Bench::Spawn, wall(1.0, 0.70)),
    (Bench::SpawnJoin, processor(1.0, 0.65)),
    (Bench::Yield, wall(1.30, 1.10)),
    (Bench::PingPong, wall(1.0, 0.75)),
    (Bench::Chain, wall(1.0, 0.75)),
    (Bench::Sleeps, processor(1.0, 0.75)),
    (Bench::Echo50, wall(1.05, 1.0)),
    (Bench::Echo1, wall(1.05, 1.0)),
    (Bench::Mpsc, wall(1.25, 1.0)),
];

/// On two workers.
pub(crate) const TWO_WORKERS: [(Bench, Bound); 4] = [
    (Bench::Spawn, processor(1.15, 1.0)),
    (Bench::Yield, processor(1.30, 1.10)),
    (Bench::PingPong, processor(1.15, 1.0)),
    (Bench::Echo50, processor(1.15, 1.0)),
];

/// Of the stages of ours, on one thread.
pub(crate) const STAGE_BY_STAGE: [(Bench, Bound); 5] = [
    (Bench::SpawnJoin, processor(1.0, 0.65)),
    (Bench::Yield, wall(1.30, 1.10)),
    (Bench::PingPong, wall(1.0, 0.75)),
    (Bench::Sleeps, processor(1.0, 0.75)),
    (Bench::Echo50, wall(1.05, 1.0)),
];

impl Bench {
    /// As the command line and the report have it.
    pub(crate) fn name(self) -> String {
        let value = self.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_string())
    }

    /// What is done, in a sentence.
    pub(crate) fn sentence(self) -> String {
        let spawned = whole(tasks::SPAWNED);
        match self {
            Bench::Spawn => format!(
                "{spawned} tasks are spawned that are ready at their first poll; nobody joins \
                 them, and it ends when the last one has run."
            ),
            Bench::SpawnJoin => {
                format!("{spawned} tasks are spawned, and then joined one after the other.")
            }
            Bench::Yield => format!(
                "{} tasks wake themselves and answer pending, {} times each, with a future of \
                 this bench's.",
                tasks::YIELDING,
                tasks::YIELDS
            ),
            Bench::PingPong => format!(
                "Two tasks hand over to each other and back {} times, each time through a new \
                 oneshot channel of futures'.",
                whole(tasks::ROUND_TRIPS)
            ),
            Bench::Chain => format!(
                "A task spawns the next one, which spawns the next one, {} in all.",
                whole(tasks::LINKS)
            ),
            Bench::Sleeps => format!(
                "{} tasks sleep at the same time, each for another time below {} ms, with the \
                 runtime's own timers.",
                whole(sleeping::SLEEPING),
                sleeping::LONGEST.as_millis()
            ),
            Bench::Echo50 => echo(Bench::FIFTY),
            Bench::Echo1 => echo(Bench::ALONE),
            Bench::Mpsc => format!(
                "One task sends {} numbers to another through a bounded channel that holds {}, \
                 the runtime's own.",
                whole(passing::NUMBERS as usize),
                passing::CAPACITY
            ),
        }
    }

    /// Connections, and round trips on each.
    const FIFTY: (usize, usize) = (50, 200);
    const ALONE: (usize, usize) = (1, 3_000);

    /// How often a round does it, so that a sample takes 20 ms and more.
    pub(crate) fn repetitions(self) -> u32 {
        match self {
            Bench::Spawn | Bench::SpawnJoin | Bench::Mpsc => 20,
            Bench::Yield => 10,
            Bench::PingPong | Bench::Chain => 50,
            Bench::Sleeps => 5,
            Bench::Echo50 | Bench::Echo1 => 1,
        }
    }

    /// Does it once; `None` where the runtime is not able to.
    pub(crate) fn work<C: Contender>(self) -> Option<Work> {
        let echo = |(connections, round_trips)| C::echo(connections, round_trips);
        Some(match self {
            Bench::Spawn => Box::pin(tasks::spawn::<C>()),
            Bench::SpawnJoin => Box::pin(tasks::spawn_and_join::<C>()),
            Bench::Yield => Box::pin(tasks::yield_in_turn::<C>()),
            Bench::PingPong => Box::pin(tasks::ping_pong::<C>()),
            Bench::Chain => Box::pin(tasks::chain::<C>()),
            Bench::Sleeps => C::sleeps()?,
            Bench::Echo50 => echo(Bench::FIFTY)?,
            Bench::Echo1 => echo(Bench::ALONE)?,
            Bench::Mpsc => C::pass()?,
        })
    }
}

fn echo((connections, round_trips): (usize, usize)) -> String {
    let round_trips = whole(round_trips);
    match connections {
        1 => format!(
            "The same on one connection, {round_trips} times: what one message costs when there \
             is nothing else to do."
        ),
        _ => format!(
            "On each of {connections} connections a client sends 64 bytes and waits until the \
             server, in the same runtime, has sent them back, {round_trips} times."
        ),
    }
}
