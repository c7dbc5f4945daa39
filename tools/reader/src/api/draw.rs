//! Draws the run that has just happened, as the book's own figures are drawn.

use super::run::Asked;
use figure::{Draws, Options, Plan, Steps};
use recording::Event;
use std::fs;
use std::path::Path;

/// What the figure of any other program is called.
const TITLE: &str = "What the tasks did in this run";

/// The figure of a run, if it told anything of what is drawn; and its steps, if it
/// has any. `number` sets its ids apart from those of other figures on the page.
pub(super) async fn figure(
    root: &Path,
    events: Vec<Event>,
    asked: Asked,
    number: u64,
) -> Option<(String, Option<Steps>)> {
    let root = root.to_path_buf();
    let draw = move || {
        let plan = plan(&root, asked.original()).unwrap_or_else(|| Plan {
            title: TITLE.to_owned(),
            ..Plan::default()
        });
        if !figure::tells(&events, plan.draws) {
            return None;
        }
        let mut events = events;
        plan.clock.apply(&mut events);
        let options = Options {
            slug: &format!("run-{number}"),
            plan: &plan,
            source: Some(&asked.program),
        };
        let html = figure::figure(&events, &options);
        let steps = || figure::steps(&events, &options);
        Some((html, (plan.draws == Draws::Tasks).then(steps)))
    };
    // If the drawing fails, the run has happened all the same.
    tokio::task::spawn_blocking(draw).await.ok().flatten()
}

/// The plan of the chapter whose program this is.
fn plan(root: &Path, program: &str) -> Option<Plan> {
    let plans = fs::read_to_string(root.join("book/figures/figures.toml")).ok()?;
    let plans = figure::plans(&plans).ok()?;
    plans.into_iter().find_map(|(slug, plan)| {
        let source = root.join("examples").join(slug).with_extension("rs");
        let source = fs::read_to_string(source).ok()?;
        (source.trim_end() == program.trim_end()).then_some(plan)
    })
}
