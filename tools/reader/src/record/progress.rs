//! How far the recording of several programs is: a bar where there is a
//! terminal, and a line for each thing that is done.

use super::jobs::Job;
use crate::terminal;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::time::Duration;

/// How often the bar moves while nothing happens.
const TICK: Duration = Duration::from_millis(100);

/// The progress of one command.
pub(super) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// Nothing is done yet, of so many programs.
    pub(super) fn new(programs: usize) -> Progress {
        let bar =
            ProgressBar::with_draw_target(Some(programs as u64), ProgressDrawTarget::stderr());
        let style = "{spinner} {bar:16} {pos}/{len}  {wide_msg}";
        bar.set_style(ProgressStyle::with_template(style).expect("a template"));
        bar.enable_steady_tick(TICK);
        Progress { bar }
    }

    /// The next step.
    pub(super) fn begins(&self, step: &str) {
        self.bar.set_message(step.to_owned());
    }

    /// A crate has been built.
    pub(super) fn builds(&self, name: &str) {
        self.bar
            .set_message(format!("building what a recording needs: {name}"));
    }

    /// A program has its figure.
    pub(super) fn drawn(&self, job: &Job, told: &[String]) {
        self.bar.inc(1);
        self.bar.suspend(|| {
            for words in told {
                terminal::warning(format_args!("{}: {words}", job.slug));
            }
            for output in &job.outputs {
                terminal::drawn(&output.file);
            }
        });
    }

    /// A program has none.
    pub(super) fn failed(&self, job: &Job, error: &anyhow::Error) {
        self.bar.inc(1);
        self.bar
            .suspend(|| terminal::fault(format_args!("{}: {error:#}", job.source.display())));
    }

    /// All is done, and the bar goes away.
    pub(super) fn ends(&self) {
        self.bar.finish_and_clear();
    }
}
