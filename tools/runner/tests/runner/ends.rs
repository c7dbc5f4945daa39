//! How a recording ends: with the program, however that ends, or cut.

use crate::support::{paused, record_within, recorded, story};
use recording::What;
use runner::{End, Limits};
use std::time::Duration;

#[test]
fn however_a_program_ends_all_is_recorded_until_then() {
    let started = "block_on 1\nenter 1\nprint 3 \"asked\" by 1\n";
    for (end, remark) in [
        ("std::process::exit(3)", "(exit status: 3)"),
        #[cfg(unix)]
        ("std::process::abort()", "(signal: 6)"),
    ] {
        let body = format!("println!(\"asked\"); let _ = Duration::ZERO; {end}");
        let recorded = recorded(&paused(&body));
        assert_eq!(story(&recorded), started);
        assert_eq!(recorded.run.transcript(), format!("asked\n{remark}\n"));
    }
}

#[test]
fn a_program_that_is_stopped_is_recorded_until_then() {
    let limits = Limits {
        wall: Duration::from_millis(500),
        ..Limits::default()
    };
    let body = "println!(\"asked\"); let _ = Duration::ZERO; loop { std::thread::park() }";
    let recorded = record_within(&paused(body), &limits);
    assert!(matches!(recorded.run.end, End::Stopped { busy: false, .. }));
    assert_eq!(
        story(&recorded),
        "block_on 1\nenter 1\nprint 3 \"asked\" by 1\nstopped\n"
    );
    assert!(!recorded.is_cut());
}

/// A poll that never returns has lasted until then, and is drawn so.
#[test]
fn on_the_real_clock_a_program_is_stopped_when_its_time_is_up() {
    let limits = Limits {
        wall: Duration::from_millis(500),
        ..Limits::default()
    };
    let source = "#[tokio::main] async fn main() { loop { std::thread::park() } }";
    let recorded = record_within(source, &limits);
    let last = recorded.events.last().unwrap();
    assert_eq!(last.what, What::Stopped {});
    // It took some of its time to start, and a moment to be stopped.
    assert!((250_000..30_000_000).contains(&last.at), "{}", last.at);
}

#[test]
fn a_program_that_is_killed_while_it_is_recorded_leaves_whole_events() {
    let limits = Limits {
        wall: Duration::from_millis(500),
        events: 50_000_000,
        ..Limits::default()
    };
    let body = "let _ = Duration::ZERO; loop { tokio::spawn(async {}).await.unwrap(); }";
    let recorded = record_within(&paused(body), &limits);
    assert!(matches!(recorded.run.end, End::Stopped { .. }));
    assert!(recorded.events.len() > 1000 && !recorded.is_cut());
}

#[test]
fn endless_tasks_and_endless_prints_are_cut() {
    let limits = Limits {
        wall: Duration::from_millis(500),
        events: 1000,
        ..Limits::default()
    };
    let is_cut = |endless: &str| {
        let body = format!("let _ = Duration::ZERO; loop {{ {endless} }}");
        let recorded = record_within(&paused(&body), &limits);
        assert!(matches!(recorded.run.end, End::Stopped { .. }));
        assert!(recorded.is_cut());
        assert_eq!(recorded.events.len(), 1001);
    };
    std::thread::scope(|scope| {
        scope.spawn(|| is_cut("tokio::spawn(async {}).await.unwrap();"));
        scope.spawn(|| is_cut("println!(\"flash\");"));
    });
}

#[test]
fn a_text_that_is_too_long_is_cut() {
    let limits = Limits {
        events: 10,
        output: 1 << 20,
        ..Limits::default()
    };
    let source =
        paused("println!(\"{}\", \"x\".repeat(70_000)); println!(); let _ = Duration::ZERO;");
    let recorded = record_within(&source, &limits);
    assert_eq!(story(&recorded), "block_on 1\nenter 1\ncut\n");
    assert_eq!(recorded.run.stdout.bytes.len(), 70_002);
}

#[test]
fn a_program_without_the_recorder_has_no_recording() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let plain = runner::Toolchain::prepare(&root).unwrap();
    let program = plain.compile("fn main() {}\n").unwrap();
    let error = runner::record(&program, &Limits::default()).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::InvalidData);
}
