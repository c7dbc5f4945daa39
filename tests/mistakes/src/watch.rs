//! Compiles and runs every case and every cure.

use crate::{Case, Folder, cases, root};
use runner::{Limits, Run, Toolchain};
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

/// The time that a program has. Those that end take less than half a second on
/// an idle machine; the CPU time tells one that hangs from one that computes.
const PERIOD: Duration = Duration::from_secs(3);

/// What became of a case and its cure.
#[derive(Debug)]
pub struct Watched {
    /// The case.
    pub case: Case,
    /// How the case ran, if it stands in `run/`: the others don't compile.
    pub faulty: Option<Result<Run, String>>,
    /// How the cure ran.
    pub cure: Result<Run, String>,
}

/// Runs all cures, and the cases that compile. The cures of lints of clippy are
/// compiled by clippy. Where the manifest is cured, the program runs with the
/// workspace's tokio, which has all features that a cure asks for.
///
/// First all are compiled, on as many threads as there are cores, so that no
/// compiler disturbs a program. Then all run side by side: most of them wait
/// most of the time, and one period is enough for all that never end.
///
/// # Panics
///
/// When the workspace's own crates don't build, or clippy is missing.
pub fn watch() -> Vec<Watched> {
    let rustc = Toolchain::prepare(root()).unwrap_or_else(|error| panic!("{error}"));
    let clippy = rustc.with_clippy(root());
    let clippy = clippy.unwrap_or_else(|error| panic!("clippy is not installed: {error}"));

    let cases: Vec<Case> = Folder::ALL.into_iter().flat_map(cases).collect();
    let cures = cases.iter().map(|case| (case, case.folder.cured_program()));
    let runs = |case: &&Case| case.folder == Folder::Run;
    let faulty = cases.iter().filter(runs).map(|case| (case, "rs"));
    let programs: Vec<(&Case, &str)> = cures.chain(faulty).collect();

    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let compiled = side_by_side(cores, &programs, |(case, ending)| {
        // What clippy catches must be gone from the cure.
        let compiler = match case.folder {
            Folder::Clippy => &clippy,
            _ => &rustc,
        };
        compile(compiler, case, ending)
    });
    let mut ran = side_by_side(programs.len(), &compiled, run).into_iter();

    let cures: Vec<_> = ran.by_ref().take(cases.len()).collect();
    cases
        .into_iter()
        .zip(cures)
        .map(|(case, cure)| Watched {
            faulty: (case.folder == Folder::Run).then(|| ran.next().expect("one a case")),
            case,
            cure,
        })
        .collect()
}

fn compile(toolchain: &Toolchain, case: &Case, ending: &str) -> Result<PathBuf, String> {
    toolchain
        .compile(&case.read(ending)?)
        .map_err(|error| format!("its .{ending} does not compile:\n{error}"))
}

fn run(program: &Result<PathBuf, String>) -> Result<Run, String> {
    let limits = Limits {
        wall: PERIOD,
        ..Limits::default()
    };
    let program = program.as_ref().map_err(String::clone)?;
    runner::run(program, &limits).map_err(|error| format!("{}: {error}", program.display()))
}

/// Does the same with every item, on so many threads; the results are in the
/// items' order.
fn side_by_side<T: Sync, R: Send>(
    threads: usize,
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let queue = Mutex::new(items.iter().enumerate());
    let done = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..threads.min(items.len()) {
            scope.spawn(|| {
                loop {
                    let next = queue.lock().expect("no panic inside").next();
                    let Some((place, item)) = next else { break };
                    let result = work(item);
                    done.lock().expect("no panic inside").push((place, result));
                }
            });
        }
    });
    let mut done = done.into_inner().expect("no panic inside");
    done.sort_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_items_order() {
        let items: Vec<usize> = (0..100).collect();
        let squares = side_by_side(7, &items, |number| number * number);
        assert_eq!(squares, items.iter().map(|n| n * n).collect::<Vec<_>>());
        assert_eq!(side_by_side(7, &[0; 0], |number| *number), [0; 0]);
    }
}
