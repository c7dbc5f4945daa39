//! What it takes a runtime to do a bench.

use crate::bench::Bench;
use crate::contender::Contender;
use anyhow::Context;
use benches::processor;
use std::time::Instant;

/// The milliseconds of doing it once.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sample {
    /// From begin to end.
    pub(crate) wall: f64,
    /// Of all threads of the process, in which nothing else happens.
    pub(crate) processor: f64,
}

/// Does it on a new runtime, once to warm up and then as often as it takes; `None`
/// where the runtime is not able to.
pub(crate) fn sample<C: Contender>(bench: Bench) -> anyhow::Result<Option<Sample>> {
    let Some(warm_up) = bench.work::<C>() else {
        return Ok(None);
    };
    let measured = async move {
        warm_up.await;
        let (before, begun) = (used()?, Instant::now());
        for _ in 0..bench.repetitions() {
            bench.work::<C>().context("it was able to before")?.await;
        }
        let (wall, processor) = (begun.elapsed().as_secs_f64(), used()? - before);
        let milliseconds = 1e3 / f64::from(bench.repetitions());
        anyhow::Ok(Sample {
            wall: wall * milliseconds,
            processor: processor * milliseconds,
        })
    };
    // In a task in any case: the future of `block_on` is polled by no worker.
    C::block_on(async move { C::spawn(measured).await }).transpose()
}

fn used() -> anyhow::Result<f64> {
    processor::seconds().context("this system does not tell the processor time of a process")
}
