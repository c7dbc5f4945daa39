//! The processor time of one program: as it is, with a recorder that nobody
//! asks for anything, and recorded.

use anyhow::{Context, ensure};
use benches::{Series, processor, progress};
use runner::{End, Limits, Run, Toolchain, record, run};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Fifty connections on loopback, both sides of each in one process.
const PROGRAM: &str = include_str!("programs/echo.rs");

/// What the program may take; it takes a second and 300,000 events.
const LIMITS: Limits = Limits {
    memory: None,
    wall: Duration::from_secs(60),
    output: 1024,
    events: 1_000_000,
};

/// The processor time of every run, in seconds.
#[derive(Debug, Default)]
pub(crate) struct Echo {
    /// As every program is compiled that is not recorded.
    pub(crate) plain: Series,
    /// Compiled as a recorded program, but without tracing and the recorder.
    pub(crate) bare: Series,
    /// Compiled as a recorded program, and run without recording.
    pub(crate) silent: Series,
    /// Recorded.
    pub(crate) recorded: Series,
    /// How many events there were.
    pub(crate) events: Series,
}

/// The program, compiled in each way.
struct Programs {
    plain: PathBuf,
    bare: PathBuf,
    recording: PathBuf,
}

/// Runs the program in all ways, which take turns. What ran first in one round
/// runs last in the next, so that nothing always follows the same.
pub(crate) fn measure(
    plain: &Toolchain,
    bare: &Toolchain,
    recording: &Toolchain,
    rounds: u32,
) -> anyhow::Result<Echo> {
    let programs = Programs {
        plain: plain.compile(PROGRAM)?,
        bare: bare.compile(PROGRAM)?,
        recording: recording.compile(PROGRAM)?,
    };
    let mut steps = [
        Echo::run_plain,
        Echo::run_bare,
        Echo::run_silent,
        Echo::run_recorded,
    ];
    let mut echo = Echo::default();
    for round in 1..=rounds {
        progress::say(format_args!("round {round} of {rounds}: fifty connections"));
        for step in steps {
            step(&mut echo, &programs)?;
        }
        steps.reverse();
    }
    Ok(echo)
}

impl Echo {
    fn run_plain(&mut self, programs: &Programs) -> anyhow::Result<()> {
        self.plain.push(unrecorded(&programs.plain)?);
        Ok(())
    }

    fn run_bare(&mut self, programs: &Programs) -> anyhow::Result<()> {
        self.bare.push(unrecorded(&programs.bare)?);
        Ok(())
    }

    fn run_silent(&mut self, programs: &Programs) -> anyhow::Result<()> {
        self.silent.push(unrecorded(&programs.recording)?);
        Ok(())
    }

    fn run_recorded(&mut self, programs: &Programs) -> anyhow::Result<()> {
        let (seconds, recorded) = timed(|| Ok(record(&programs.recording, &LIMITS)?))?;
        ended_well(&recorded.run)?;
        ensure!(!recorded.is_cut(), "echo.rs does more than is recorded");
        self.recorded.push(seconds);
        self.events.push(recorded.events.len() as f64);
        Ok(())
    }
}

fn unrecorded(program: &Path) -> anyhow::Result<f64> {
    let (seconds, run) = timed(|| Ok(run(program, &LIMITS)?))?;
    ended_well(&run)?;
    Ok(seconds)
}

/// The processor time of the child that `work` starts and waits for.
fn timed<Out>(work: impl FnOnce() -> anyhow::Result<Out>) -> anyhow::Result<(f64, Out)> {
    let words = "this system does not tell the CPU time of child processes";
    let before = processor::seconds_of_children().context(words)?;
    let out = work()?;
    let after = processor::seconds_of_children().context(words)?;
    Ok((after - before, out))
}

fn ended_well(run: &Run) -> anyhow::Result<()> {
    let is_well = matches!(run.end, End::Exited(status) if status.success());
    ensure!(is_well, "echo.rs fails: {}", run.stderr.text());
    Ok(())
}
