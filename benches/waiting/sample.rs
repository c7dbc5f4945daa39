//! What one measuring process tells the one that started it, in a line.

use crate::kernel;
use anyhow::{Context, bail};
use benches::processor;
use std::fmt;
use std::str::FromStr;
use std::time::{Duration, Instant};

/// What this process has and has used.
#[derive(Debug, Clone, Copy)]
pub(crate) struct State {
    /// Bytes in memory.
    resident: Option<u64>,
    /// Bytes that the kernel keeps.
    kernel: Option<u64>,
}

impl State {
    /// As it is now.
    pub(crate) fn now() -> State {
        State {
            resident: benches::resident(),
            kernel: kernel::own(),
        }
    }
}

/// One measurement of one side, for all of its waits together.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Sample {
    /// Bytes in memory while all waited, more than before the first.
    pub(crate) resident: Option<f64>,
    /// The same of the kernel's bytes.
    pub(crate) kernel: Option<f64>,
    /// From before the first was made until all had ended, in seconds, less
    /// the wait itself.
    pub(crate) beyond: Option<f64>,
    /// Seconds of processor time, of all threads.
    pub(crate) processor: Option<f64>,
}

impl Sample {
    /// Of states before and while all waited; `begun` is when the first was
    /// made, and now all have ended.
    pub(crate) fn of(before: State, during: State, begun: Instant, wait: Duration) -> Sample {
        let grown = |before: Option<u64>, during: Option<u64>| {
            before
                .zip(during)
                .map(|(before, during)| during as f64 - before as f64)
        };
        Sample {
            resident: grown(before.resident, during.resident),
            kernel: grown(before.kernel, during.kernel),
            beyond: Some(begun.elapsed().as_secs_f64() - wait.as_secs_f64()),
            processor: processor::seconds(),
        }
    }
}

/// How a measurement ended.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Outcome {
    /// All waited at once.
    Waited(Sample),
    /// The system did not make one more.
    Refused {
        /// How many it had made.
        made: usize,
        /// Its words.
        error: String,
    },
}

impl fmt::Display for Outcome {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Outcome::Waited(sample) => {
                write!(formatter, "waited")?;
                let Sample {
                    resident,
                    kernel,
                    beyond,
                    processor,
                } = sample;
                for value in [resident, kernel, beyond, processor] {
                    match value {
                        Some(value) => write!(formatter, " {value}")?,
                        None => write!(formatter, " -")?,
                    }
                }
                Ok(())
            }
            Outcome::Refused { made, error } => write!(formatter, "refused {made} {error}"),
        }
    }
}

impl FromStr for Outcome {
    type Err = anyhow::Error;

    fn from_str(line: &str) -> anyhow::Result<Outcome> {
        let (word, rest) = line.trim().split_once(' ').unwrap_or((line, ""));
        match word {
            "waited" => {
                let values = rest
                    .split(' ')
                    .map(|value| match value {
                        "-" => Ok(None),
                        number => number.parse().map(Some),
                    })
                    .collect::<Result<Vec<Option<f64>>, _>>()
                    .with_context(|| format!("no sample: {line}"))?;
                let [resident, kernel, beyond, processor] = values[..] else {
                    bail!("no sample: {line}");
                };
                Ok(Outcome::Waited(Sample {
                    resident,
                    kernel,
                    beyond,
                    processor,
                }))
            }
            "refused" => {
                let (made, error) = rest.split_once(' ').context("how many were made?")?;
                Ok(Outcome::Refused {
                    made: made.parse()?,
                    error: error.to_string(),
                })
            }
            _ => bail!("no outcome: {line}"),
        }
    }
}
