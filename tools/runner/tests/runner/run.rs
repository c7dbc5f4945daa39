//! Whole programs, compiled and run: how each ends, and what is told of it.

use crate::support::PLAIN;
use runner::{End, Limits, Run, run};
use std::time::{Duration, Instant};

/// Runs a program that consists of this `main`.
fn run_main(body: &str, limits: &Limits) -> Run {
    let source = format!("fn main() {{\n{body}\n}}\n");
    let program = PLAIN.compile(&source).expect("the program compiles");
    run(&program, limits).expect("the program starts")
}

fn wall(millis: u64) -> Limits {
    Limits {
        wall: Duration::from_millis(millis),
        ..Limits::default()
    }
}

#[test]
fn a_program_that_ends_well_is_told_by_its_output() {
    let run = run_main(r#"println!("summit: -6 C");"#, &Limits::default());
    assert_eq!(run.transcript(), "summit: -6 C\n");
    assert!(matches!(run.end, End::Exited(status) if status.success()));
}

#[test]
fn an_exit_status_is_told() {
    let run = run_main("std::process::exit(3);", &Limits::default());
    assert_eq!(run.transcript(), "(exit status: 3)\n");
}

#[test]
fn a_panic_is_told_with_its_place_in_src_main_rs() {
    let run = run_main(r#"panic!("the mast is down");"#, &Limits::default());
    assert_eq!(
        run.transcript(),
        "(standard error)\nthread 'main' panicked at src/main.rs:2:1:\n\
         the mast is down\n(exit status: 101)\n"
    );
}

#[test]
#[cfg(unix)]
fn a_signal_is_told() {
    let run = run_main("std::process::abort();", &Limits::default());
    assert_eq!(run.transcript(), "(signal: 6)\n");
}

#[test]
fn output_past_the_limit_is_read_and_forgotten() {
    let limits = Limits {
        output: 12,
        ..Limits::default()
    };
    let run = run_main(r#"for _ in 0..90_000 { println!("flash") }"#, &limits);
    assert_eq!(
        run.transcript(),
        "flash\nflash\n(more output was cut after 12 bytes)\n"
    );
}

#[test]
fn an_endless_loop_is_stopped_and_was_busy() {
    let started = Instant::now();
    let run = run_main("loop {}", &wall(800));
    assert_eq!(
        run.transcript(),
        "(still running after 800 ms, using CPU: stopped)\n"
    );
    assert!(started.elapsed() >= Duration::from_millis(800));
}

#[test]
fn an_endless_wait_is_stopped_and_was_not_busy() {
    let run = run_main("loop { std::thread::park() }", &wall(800));
    assert_eq!(
        run.transcript(),
        "(still running after 800 ms, using no CPU: stopped)\n"
    );
}

#[test]
fn what_a_stopped_program_had_printed_is_kept() {
    let run = run_main(
        r#"println!("asked"); loop { std::thread::park() }"#,
        &wall(400),
    );
    assert!(run.transcript().starts_with("asked\n(still running"));
}

#[test]
fn a_program_gets_no_input() {
    let run = run_main(
        r#"println!("{:?}", std::io::stdin().lines().next().is_none());"#,
        &Limits::default(),
    );
    assert_eq!(run.transcript(), "true\n");
}

#[test]
fn a_program_runs_in_an_empty_folder() {
    let run = run_main(
        r#"println!("{}", std::fs::read_dir(".").unwrap().count());"#,
        &Limits::default(),
    );
    assert_eq!(run.transcript(), "0\n");
}

/// A process in a session of its own is out of our reach and keeps the pipe.
#[test]
#[cfg(target_os = "linux")]
fn a_grandchild_that_holds_the_pipe_is_not_waited_for() {
    let started = Instant::now();
    let run = run_main(
        r#"println!("gone");
        std::process::Command::new("setsid").args(["sleep", "9"]).spawn().unwrap();"#,
        &Limits::default(),
    );
    assert_eq!(run.transcript(), "gone\n");
    assert!(started.elapsed() < Duration::from_secs(8));
}

/// A grandchild that sleeps for an hour, and prints its id.
#[cfg(target_os = "linux")]
const SLEEPER: &str = r#"
    let sleeper = std::process::Command::new("sleep").arg("3600").spawn().unwrap();
    println!("{}", sleeper.id());"#;

#[test]
#[cfg(target_os = "linux")]
fn no_process_is_left_of_a_program_that_ends() {
    is_gone(&run_main(SLEEPER, &Limits::default()));
}

#[test]
#[cfg(target_os = "linux")]
fn no_process_is_left_of_a_program_that_is_stopped() {
    let body = format!("{SLEEPER} loop {{ std::thread::park() }}");
    is_gone(&run_main(&body, &wall(400)));
}

/// The kill is on its way when `run` returns, and nobody may have fetched the
/// dead process yet.
#[cfg(target_os = "linux")]
fn is_gone(run: &Run) {
    let id = run.stdout.text().lines().next().unwrap().to_string();
    let started = Instant::now();
    let is_alive = || {
        std::fs::read_to_string(format!("/proc/{id}/stat"))
            .is_ok_and(|stat| !stat.contains(") Z ") && !stat.contains(") X "))
    };
    while is_alive() {
        let waited = started.elapsed();
        assert!(waited < Duration::from_secs(5), "process {id} is alive");
        std::thread::yield_now();
    }
}
