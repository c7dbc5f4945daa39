//! How long it takes to draw the longest recording that there is, and how much
//! memory.

use anyhow::{Context, ensure};
use benches::{Series, progress};
use figure::{Options, Plan};
use runner::{Limits, Recorded, Toolchain, record};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs};

/// The program that is recorded; what is drawn depends on how many tasks it has.
const PROGRAM: &str = include_str!("programs/turns.rs");
/// Its line that says how many.
const ONE_TASK: &str = "const HIKERS: u64 = 1;";
/// The shapes: one long lane, a lane for each, lanes that share a row, and tasks
/// that barely begin.
const TASKS: [u32; 4] = [1, 10, 2000, 20_000];
/// How often each is drawn.
const ROUNDS: u32 = 9;

/// The drawings of one shape.
#[derive(Debug)]
pub(crate) struct Drawing {
    /// How many tasks the program spawned.
    pub(crate) tasks: u32,
    /// How long each drawing took.
    pub(crate) seconds: Series,
    /// The most memory that its process held.
    pub(crate) megabytes: Series,
}

/// Records a program of each shape, until its recording is full, and draws it
/// in a process that does nothing else.
pub(crate) fn measure(toolchain: &Toolchain) -> anyhow::Result<Vec<Drawing>> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("recording");
    let mut drawings = Vec::new();
    for tasks in TASKS {
        let recorded = record_full(toolchain, tasks)?;
        fs::write(&file, recorded.text()).context("the recording can't be written")?;
        let count = recorded.events.len();
        progress::say(format_args!("drawing {count} events of {tasks} tasks"));
        let (mut seconds, mut megabytes) = (Series::default(), Series::default());
        for _ in 0..ROUNDS {
            let (took, held) = draw_apart(&file)?;
            seconds.push(took);
            megabytes.push(held / 1e6);
        }
        drawings.push(Drawing {
            tasks,
            seconds,
            megabytes,
        });
    }
    Ok(drawings)
}

fn record_full(toolchain: &Toolchain, tasks: u32) -> anyhow::Result<Recorded> {
    let source = PROGRAM.replace(ONE_TASK, &format!("const HIKERS: u64 = {tasks};"));
    let program = toolchain.compile(&source).context("turns.rs")?;
    let limits = Limits {
        wall: Duration::from_secs(60),
        ..Limits::default()
    };
    let recorded = record(&program, &limits)?;
    ensure!(recorded.is_cut(), "turns.rs does too little");
    Ok(recorded)
}

/// Has this program draw in a child, and returns what [`draw`] printed.
fn draw_apart(recording: &Path) -> anyhow::Result<(f64, f64)> {
    let output = Command::new(env::current_exe()?)
        .arg("--draw")
        .arg(recording)
        .output()?;
    ensure!(
        output.status.success(),
        "the recording can't be drawn: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let printed = String::from_utf8_lossy(&output.stdout);
    let (took, held) = printed.trim().split_once(' ').context("two numbers")?;
    Ok((took.parse()?, held.parse()?))
}

/// Draws a recording, and prints the seconds that it took and the bytes that
/// this process held at most. To read it is part of those alone.
pub(crate) fn draw(recording: &Path) -> anyhow::Result<()> {
    let events = recording::read(&fs::read_to_string(recording)?)?;
    let begun = Instant::now();
    let options = Options {
        slug: "long",
        plan: &Plan::default(),
        source: None,
    };
    let html = figure::figure(&events, &options);
    let took = begun.elapsed().as_secs_f64();
    ensure!(html.starts_with("<figure"), "nothing was drawn");
    let held = most_memory().context("this system doesn't tell how much memory was held")?;
    println!("{took} {held}");
    Ok(())
}

/// The most memory that this process has held, in bytes. `getrusage` would tell
/// also of the process that it was forked from.
fn most_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kibibytes * 1024)
}
