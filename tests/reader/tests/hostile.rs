//! Programs that mean harm, run from a page at each level of the sandbox: what
//! they reach, that they end, and that nothing of them is left.

#![cfg(target_os = "linux")]

use reader_tests::{Answer, Reading, root};
use std::collections::BTreeMap;
use std::fs;
use std::net::TcpListener;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

const LEVELS: [&str; 3] = ["bwrap", "landlock", "none"];

/// One reader for each level that works on this machine, with little patience.
static READINGS: LazyLock<BTreeMap<&str, Reading>> = LazyLock::new(|| {
    let secret = [("SECRET_OF_THE_READER", "the beacon's key")];
    let reading = |level| {
        let little = [
            "--memory",
            "256",
            "--seconds",
            "2",
            "--compile-seconds",
            "4",
            "--sandbox",
            level,
        ];
        Reading::open(&little, &secret)
    };
    let readings = LEVELS.into_iter().map(|level| (level, reading(level)));
    let works = |(level, reading): &(&str, Reading)| {
        let works = reading.level().is_some();
        if !works {
            eprintln!("the sandbox {level} does not work here, and is not tested");
        }
        works
    };
    readings.filter(works).collect()
});

/// A static is never dropped, and nothing is to be left behind.
#[dtor::dtor(unsafe)]
fn end_the_readers() {
    if let Some(readings) = LazyLock::get(&READINGS) {
        for reading in readings.values() {
            let _ended = std::process::Command::new("kill")
                .arg(reading.process().to_string())
                .status();
        }
    }
}

fn program(name: &str) -> String {
    let file = root()
        .join("tests/reader/hostile")
        .join(name)
        .with_extension("rs");
    fs::read_to_string(file).expect("it is there")
}

/// Runs one at each level from the best to `last`, and checks each answer; after
/// each, the reader answers the next request.
fn at_each(last: &str, program: &str, check: impl Fn(&str, &Answer)) {
    let last = LEVELS.iter().position(|level| *level == last);
    for level in &LEVELS[..=last.expect("it is a level")] {
        let Some(reading) = READINGS.get(level) else {
            continue;
        };
        let answer = reading.run(program);
        assert_eq!(answer.status, 200, "{level}: {answer:?}");
        check(level, &answer);
        let next = reading.run("fn main() {\n    println!(\"and the next\");\n}\n");
        assert_eq!(
            next.printed("stdout"),
            "and the next\n",
            "{level}: {next:?}"
        );
    }
}

/// How many processes were started with this argument.
fn processes_with(argument: &str) -> usize {
    let entries = fs::read_dir("/proc").expect("Linux has it").flatten();
    let lines = entries.filter_map(|entry| fs::read(entry.path().join("cmdline")).ok());
    lines
        .filter(|line| {
            let mut arguments = line.split(|byte| *byte == 0);
            arguments.any(|said| said == argument.as_bytes())
        })
        .count()
}

/// A process that was killed may be there for a moment.
fn are_gone(argument: &str) -> bool {
    in_time(|| processes_with(argument) == 0)
}

/// Whether something comes true.
fn in_time(is_so: impl Fn() -> bool) -> bool {
    let begun = Instant::now();
    while !is_so() {
        if begun.elapsed() > Duration::from_secs(10) {
            return false;
        }
        std::thread::yield_now();
    }
    true
}

#[test]
fn an_endless_loop_is_stopped() {
    at_each("none", &program("endless-loop"), |level, answer| {
        assert_eq!(answer.status(), "stopped after 2 s", "{level}");
    });
}

#[test]
fn an_endless_sleep_ends_with_its_grandchild() {
    for (place, (level, reading)) in READINGS.iter().enumerate() {
        let argument = format!("3600.25{place}");
        let text = program("endless-sleep").replace("3600.25", &argument);
        let answer = reading.run(&text);
        assert_eq!(answer.printed("stdout"), "a grandchild: true\n", "{level}");
        assert_eq!(answer.status(), "stopped after 2 s", "{level}");
        assert!(are_gone(&argument), "{level}");
    }
}

#[test]
fn an_orphan_that_holds_the_pipe_is_not_waited_for_and_ends() {
    for (place, (level, reading)) in READINGS.iter().enumerate() {
        let argument = format!("3600.5{place}");
        let text = program("orphan").replace("3600.5", &argument);
        let answer = reading.run(&text);
        assert_eq!(answer.printed("stdout"), "an orphan: true\n", "{level}");
        assert_eq!(answer.status(), "exit status: 0", "{level}");
        assert!(are_gone(&argument), "{level}");
    }
}

#[test]
fn a_fork_bomb_is_bounded_and_ends() {
    at_each("bwrap", &program("fork-bomb"), |level, answer| {
        assert_eq!(answer.status(), "stopped after 2 s", "{level}");
        assert!(are_gone("a-fork-bomb"), "{level}");
    });
}

#[test]
fn a_gigabyte_of_output_is_cut() {
    at_each("none", &program("output"), |level, answer| {
        assert_eq!(answer.printed("stdout").len(), 64 * 1024, "{level}");
        assert_eq!(answer.told("ended").unwrap()["cut"], true, "{level}");
    });
}

#[test]
fn memory_is_bounded() {
    at_each("none", &program("memory"), |level, answer| {
        assert_eq!(answer.printed("stdout"), "", "{level}");
        let said = answer.printed("stderr");
        assert!(said.contains("memory allocation"), "{level}: {said}");
    });
}

#[test]
fn memory_of_all_processes_together_is_bounded() {
    for level in READINGS.keys() {
        // Beside other programs, to fill 256 MiB may take longer than they have.
        let patient = ["--memory", "256", "--seconds", "60", "--sandbox", level];
        let answer = Reading::open(&patient, &[]).run(&program("swarm"));
        assert_eq!(answer.printed("stdout"), "", "{level}");
        let ended = answer.told("ended").unwrap();
        let status = "stopped: it held more than 256 MiB";
        assert_eq!(ended["status"], status, "{level}: {answer:?}");
    }
}

#[test]
fn a_file_is_bounded() {
    at_each("none", &program("disk"), |level, answer| {
        assert!(!answer.printed("stdout").contains("10 GiB"), "{level}");
        // The signal that a file grows too large.
        assert!(
            answer.status().contains("25"),
            "{level}: {}",
            answer.status()
        );
    });
}

#[test]
fn a_home_is_closed() {
    let home = std::env::var("HOME").unwrap_or("/root".to_owned());
    let text = program("home").replace("PLACE", &home);
    at_each("landlock", &text, |level, answer| {
        let said = answer.printed("stdout");
        assert_eq!(said.matches(": closed").count(), 4, "{level}: {said}");
    });
}

#[test]
fn a_compiler_can_include_nothing_from_outside() {
    // A file that everybody may read.
    let readme = fs::canonicalize(root().join("README.md")).unwrap();
    let text = program("include").replace("PLACE", readme.to_str().unwrap());
    at_each("landlock", &text, |level, answer| {
        let words = &answer.told("refused").expect("it can't be compiled")["words"];
        let words = words.as_str().unwrap();
        assert!(words.contains("couldn't read"), "{level}: {words}");
    });
}

#[test]
fn nothing_is_written_outside() {
    let folder = tempfile::tempdir().unwrap();
    let text = program("outside").replace("PLACE", folder.path().to_str().unwrap());
    at_each("landlock", &text, |level, answer| {
        assert_eq!(answer.printed("stdout"), "tried\n", "{level}");
        for place in ["/tmp", "/var/tmp", "/dev/shm", "/usr", "/"] {
            let left = format!("{place}/left-by-a-program");
            assert!(!fs::exists(&left).unwrap(), "{level}: {left}");
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "{level}");
    });
}

#[test]
fn an_environment_stays_unread_and_input_is_empty() {
    at_each("landlock", &program("environment"), |level, answer| {
        let said = answer.printed("stdout");
        assert!(!said.contains("found"), "{level}: {said}");
        assert!(!said.contains("SECRET_OF_THE_READER"), "{level}: {said}");
        assert!(said.ends_with("input: 0\n"), "{level}: {said}");
    });
}

#[test]
fn nobody_on_this_machine_can_be_called() {
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    for (level, reading) in READINGS.iter().filter(|(level, _)| **level != "none") {
        let text = program("connect")
            .replace("ADDRESS", &format!("127.0.0.1:{}", reading.port))
            .replace("OTHER", &other.local_addr().unwrap().to_string());
        let answer = reading.run(&text);
        assert_eq!(answer.printed("stdout"), "refused\nrefused\n", "{level}");
    }
}

#[test]
fn a_constant_without_end_is_stopped() {
    at_each("none", &program("constant"), |level, answer| {
        let refused = answer.told("refused").expect("it is not compiled");
        let words = refused["words"].as_str().unwrap();
        assert_eq!(words, "The compiler was stopped after 4 s.\n", "{level}");
    });
}

#[test]
fn diagnostics_without_end_are_cut() {
    // The compiler's JSON has the whole line for each of 3,000 errors.
    let text = format!("fn main() {{ {} }}\n", "let _: i32 = \"\"; ".repeat(3000));
    at_each("none", &text, |level, answer| {
        let refused = answer.told("refused").expect("it is not compiled");
        let words = refused["words"].as_str().unwrap();
        assert!(words.len() <= 64 * 1024, "{level}: {}", words.len());
        assert_eq!(refused["cut"], true, "{level}");
    });
}

#[test]
fn a_panic_in_a_destructor_is_an_end_like_others() {
    at_each("none", &program("destructor"), |level, answer| {
        assert!(
            answer.status().contains("signal"),
            "{level}: {}",
            answer.status()
        );
        assert!(
            answer.printed("stderr").contains("the mast falls"),
            "{level}"
        );
    });
}

#[test]
fn any_bytes_are_told_as_text() {
    at_each("none", &program("bytes"), |level, answer| {
        let expected = "a\u{fffd}\u{fffd}\0\u{1b}[31mred\u{1b}[0m\u{7}<script>alert(1)</script>\n";
        assert_eq!(answer.printed("stdout"), expected, "{level}");
    });
}

#[test]
fn a_closed_output_ends_nothing_else() {
    at_each("none", &program("closed"), |level, answer| {
        assert_eq!(answer.printed("stderr"), "still here\n", "{level}");
        assert_eq!(answer.status(), "exit status: 0", "{level}");
    });
}

#[test]
fn fifty_clicks_at_once_wait_or_are_refused() {
    let reading = Reading::open(&["--seconds", "2"], &[]);
    reading.run("fn main() {}\n"); // everything is ready now
    let text = program("endless-loop");
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let clicks: Vec<_> = (0..50)
            .map(|_| scope.spawn(|| reading.run(&text).status))
            .collect();
        clicks
            .into_iter()
            .map(|click| click.join().unwrap())
            .collect()
    });
    let count = |status| statuses.iter().filter(|said| **said == status).count();
    // Two at once, and sixteen seats; those who come when others have ended
    // find a seat again.
    assert!(count(200) >= 18, "{statuses:?}");
    assert_eq!(count(200) + count(429), 50, "{statuses:?}");
    assert!(count(429) > 0, "{statuses:?}");
}

#[test]
fn who_goes_away_ends_the_run() {
    for (place, level) in READINGS.keys().enumerate() {
        let argument = format!("3600.75{place}");
        let text = program("endless-sleep").replace("3600.25", &argument);
        // Patient: nothing but the client's leaving ends the run.
        let reading = Reading::open(&["--seconds", "600", "--sandbox", level], &[]);
        let mut begun = reading.begin(&text);
        let mut line = String::new();
        while !line.contains("a grandchild") {
            line.clear();
            let read = std::io::BufRead::read_line(&mut begun, &mut line).unwrap();
            assert!(read > 0, "{level}: it has ended");
        }
        // The system shows a new program's arguments a moment after it began.
        assert!(in_time(|| processes_with(&argument) > 0), "{level}");
        drop(begun);
        assert!(are_gone(&argument), "{level}");
    }
}
