//! The steps of the book's own figures, which a page fetches when its reader
//! wants to go through one. They are made with the pages, from the recordings.

use anyhow::Context;
use figure::{Draws, Options, Plan, Steps};
use serde::Serialize;
use std::fs;
use std::path::Path;

/// What a page is told of a figure.
#[derive(Serialize)]
struct Told<'a> {
    /// The text of the program: the page looks for it among its own.
    program: &'a str,
    #[serde(flatten)]
    steps: Steps,
}

/// Writes the steps of each figure of `root` into the built book in `folder`. A
/// recording that can't be read has none: the book's own tests find that.
pub(crate) fn write(root: &Path, folder: &Path) -> anyhow::Result<()> {
    let figures = root.join("book/figures");
    let plans = fs::read_to_string(figures.join("figures.toml")).unwrap_or_default();
    let mut plans = figure::plans(&plans).unwrap_or_default();
    plans.retain(|_, plan| plan.draws == Draws::Tasks);
    for (slug, plan) in plans {
        if let Some(told) = steps(root, &slug, &plan) {
            let file = folder.join("figures").join(format!("{slug}.steps.json"));
            fs::create_dir_all(file.with_file_name(""))
                .and_then(|()| fs::write(&file, told))
                .with_context(|| format!("{} can't be written", file.display()))?;
        }
    }
    Ok(())
}

fn steps(root: &Path, slug: &str, plan: &Plan) -> Option<String> {
    let read = |file: String| fs::read_to_string(root.join(file)).ok();
    let source = read(format!("examples/{slug}.rs"))?;
    let recording = read(format!("book/figures/{slug}.json"))?;
    let mut events = recording::read(&recording).ok()?;
    plan.clock.apply(&mut events);
    let options = Options {
        slug,
        plan,
        source: Some(&source),
    };
    let told = Told {
        program: source.trim_end(),
        steps: figure::steps(&events, &options),
    };
    serde_json::to_string(&told).ok()
}
