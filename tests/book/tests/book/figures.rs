//! Each figure is that of its program: it is drawn from the recording beside
//! it, and the program, recorded anew, tells the same.

use crate::TOOLCHAIN;
use figure::{Clock, Options, Plan};
use runner::{Limits, Recorded, Toolchain};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::thread;
use the_book::shape::shape;
use the_book::{compare, root};

static RECORDING: LazyLock<Toolchain> = LazyLock::new(|| {
    TOOLCHAIN
        .recording()
        .unwrap_or_else(|error| panic!("{error}"))
});

static PLANS: LazyLock<BTreeMap<String, Plan>> = LazyLock::new(|| {
    let file = root().join("book/figures/figures.toml");
    let text = fs::read_to_string(file).expect("book/figures/figures.toml");
    figure::plans(&text).unwrap_or_else(|error| panic!("book/figures/figures.toml: {error}"))
});

fn file(folder: &str, slug: &str, ending: &str) -> PathBuf {
    root().join(folder).join(slug).with_extension(ending)
}

fn source(slug: &str) -> String {
    let file = file("examples", slug, "rs");
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// What the program tells when it is recorded now.
fn recorded(slug: &str, plan: &Plan) -> String {
    let mut recorded = record(slug, &source(slug));
    plan.clock.apply(&mut recorded.events);
    recorded.text()
}

/// Compiles a program and records it.
pub(crate) fn record(name: &str, source: &str) -> Recorded {
    let program = RECORDING.compile(source);
    let program = program.unwrap_or_else(|error| panic!("{name}: {error}"));
    let recorded = runner::record(&program, &Limits::default());
    recorded.unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The events of a chapter's program, recorded now.
pub(crate) fn events_now(slug: &str) -> Vec<recording::Event> {
    let text = recorded(slug, &PLANS[slug]);
    recording::read(&text).unwrap_or_else(|error| panic!("{slug}: {error}"))
}

pub(crate) fn each_figure_is_that_of_its_program() {
    let complaints: Vec<String> = thread::scope(|scope| {
        let checks: Vec<_> = PLANS
            .iter()
            .map(|(slug, plan)| scope.spawn(move || complaint(slug, plan)))
            .collect();
        checks
            .into_iter()
            .filter_map(|check| check.join().expect("it returns"))
            .collect()
    });
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

fn complaint(slug: &str, plan: &Plan) -> Option<String> {
    let source = source(slug);
    let now = recorded(slug, plan);
    let file_of = |ending| file("book/figures", slug, ending);
    let checked = match plan.clock {
        Clock::Paused | Clock::None => compare(&now, &file_of("json")),
        Clock::Real => same_shape(&now, &file_of("json"), &source, plan),
    };
    let checked = checked.and_then(|()| {
        let text = fs::read_to_string(file_of("json")).map_err(|error| error.to_string())?;
        let events = recording::read(&text).map_err(|error| error.to_string())?;
        let source = Some(source.as_str());
        let options = Options { slug, plan, source };
        let part = figure::figure(&events, &options) + "\n";
        let picture = figure::document(&events, &options);
        // Nobody wants to read how two pictures differ.
        let drawn = compare(&part, &file_of("html")).and(compare(&picture, &file_of("svg")));
        drawn.map_err(|_| "it is drawn otherwise than its recording says".to_owned())
    });
    checked.err().map(|difference| {
        format!(
            "the figure of {slug} is not that of its program: \
             `cargo run -- record {slug}` draws it anew\n{difference}"
        )
    })
}

/// Compares what every run of the program must tell. A recording that tells it
/// stays, whatever its times.
fn same_shape(now: &str, committed: &Path, source: &str, plan: &Plan) -> Result<(), String> {
    let shape = |text: &str| {
        let events = recording::read(text).map_err(|error| error.to_string())?;
        Ok::<_, String>(shape(&events, source, plan))
    };
    let now_shape = shape(now)?;
    let there = fs::read_to_string(committed).ok();
    match there.as_deref().map(shape) {
        Some(Ok(there)) if there == now_shape => Ok(()),
        Some(Ok(there)) => {
            // Under UPDATE=1, the new recording takes the place of the old.
            compare(now, committed)
                .map_err(|_| format!("-- recorded\n{there}\n++ now\n{now_shape}"))
        }
        Some(Err(_)) | None => compare(now, committed),
    }
}

/// A program that pauses its clock has one recording, and so has one that has
/// no clock; to compare less would be to prove less.
#[test]
fn only_programs_in_real_time_have_figures_on_the_real_clock() {
    for (slug, plan) in &*PLANS {
        let is_paused = source(slug).contains("start_paused = true");
        assert_eq!(is_paused, plan.clock == Clock::Paused, "{slug}");
    }
}

#[test]
fn a_shape_is_not_that_of_another_run() {
    let slug = "blocking";
    let (plan, source) = (&PLANS[slug], source(slug));
    let text = fs::read_to_string(file("book/figures", slug, "json")).expect("it is there");
    let events = recording::read(&text).expect("it is one");
    let whole = shape(&events, &source, plan);
    let overlap = "forecast 1 and forecast 2 hold two threads at once";
    assert!(whole.contains(overlap), "{whole}");
    // Twice as fast, nothing is long; without one event, something is missing.
    let mut fast = events.clone();
    fast.iter_mut().for_each(|event| event.at /= 2);
    assert_ne!(shape(&fast, &source, plan), whole);
    let mut fewer = events;
    let enter = |event: &recording::Event| matches!(event.what, recording::What::Enter { .. });
    let index = fewer.iter().rposition(enter).expect("tasks are polled");
    fewer.remove(index);
    assert_ne!(shape(&fewer, &source, plan), whole);
}
