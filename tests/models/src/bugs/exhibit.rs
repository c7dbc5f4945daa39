//! Runs the model of a bug, and writes down how loom made it fail.

use crate::parker::Parker;
use crate::snapshot;
use loom::model::Builder;
use std::cell::RefCell;
use std::fmt::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::Wake;

thread_local! {
    /// The steps of this execution: who, and what it did. loom runs all threads of a
    /// model on one thread of the system, one step at a time.
    static STEPS: RefCell<Vec<(&'static str, String)>> = const { RefCell::new(Vec::new()) };
}

/// Adds a step. It is told after the operation, before which alone loom changes
/// threads: so the order of what is told is the order of what was done.
pub(crate) fn tell(thread: &'static str, what: String) {
    STEPS.with_borrow_mut(|steps| steps.push((thread, what)));
}

/// What a read adds to its step if it did not see the write of an earlier one, as
/// the memory model lets it.
pub(crate) fn unseen(is_old: bool, write: &str) -> String {
    let written = STEPS.with_borrow(|steps| steps.iter().position(|(_, what)| what == write));
    match written {
        Some(place) if is_old => format!(", without seeing what {}. did", place + 1),
        _ => String::new(),
    }
}

/// A thread that sleeps until its waker is woken.
pub(crate) struct Sleeper(Parker);

impl Sleeper {
    pub(crate) fn new() -> Arc<Sleeper> {
        Arc::new(Sleeper(Parker::default()))
    }

    pub(crate) fn sleep(&self, thread: &'static str) {
        tell(thread, "goes to sleep".to_owned());
        self.0.park(None);
        tell(thread, "is awake".to_owned());
    }
}

impl Wake for Sleeper {
    fn wake(self: Arc<Self>) {
        assert!(!self.0.unpark(), "nobody is in the reactor");
    }
}

/// How often a thread may be stopped in the midst of its work. Each bug is found
/// within the first that suffices, so that its interleaving is short.
const PREEMPTIONS: std::ops::RangeInclusive<usize> = 0..=3;

/// Runs a model in all interleavings with so many preemptions, or in those up to
/// the first that fails. How many were run, and with what words one failed.
fn check(model: fn(), preemptions: usize) -> (usize, Option<String>) {
    let executions = Arc::new(AtomicUsize::new(0));
    let mut builder = Builder::new();
    builder.preemption_bound = Some(preemptions);
    let counted = executions.clone();
    let run = catch_unwind(AssertUnwindSafe(|| {
        builder.check(move || {
            counted.fetch_add(1, Ordering::Relaxed);
            STEPS.take();
            model();
        });
    }));
    let words = run.err().map(|panic| match panic.downcast::<String>() {
        Ok(words) => *words,
        Err(_) => "a panic without words".to_owned(),
    });
    (executions.load(Ordering::Relaxed), words)
}

/// The model fails, as the file in `interleavings` tells it.
pub(super) fn is_found(slug: &str, model: fn(), follows: &str) {
    for preemptions in PREEMPTIONS {
        let (executions, words) = check(model, preemptions);
        println!("{slug}: {executions} executions, {preemptions} preemptions at most");
        if let Some(words) = words {
            let is_bug = words.starts_with("deadlock") || words == follows;
            assert!(is_bug, "{slug} fails in another way: {words}");
            let file = format!("tests/models/interleavings/{slug}.txt");
            let file = crate::root().join(file);
            let compared = snapshot::compare(&interleaving(&STEPS.take(), follows), &file);
            return compared.unwrap_or_else(|difference| panic!("{difference}"));
        }
    }
    panic!("loom does not find {slug}");
}

/// The same model passes.
pub(super) fn is_cured(slug: &str, model: fn()) {
    let (executions, words) = check(model, *PREEMPTIONS.end());
    println!("{slug}, cured: {executions} executions");
    assert_eq!(words, None, "the cure of {slug} has a bug");
}

/// Numbered steps in two columns, and what follows from them.
fn interleaving(steps: &[(&str, String)], follows: &str) -> String {
    let width = steps.iter().map(|(thread, _)| thread.len()).max();
    let width = width.unwrap_or(0).max("thread".len());
    let mut text = format!("    {:width$} | what it does\n", "thread");
    for (number, (thread, what)) in steps.iter().enumerate() {
        writeln!(text, "{:>2}. {thread:width$} | {what}", number + 1).unwrap();
    }
    text + follows + "\n"
}
