//! `record`, as a user calls it: programs of all kinds get their figure or a
//! clear word, and one that fails keeps no other from being drawn.

use reader_tests::READER;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

/// Programs that end in all ways, or not at all.
const PROGRAMS: [(&str, &str); 7] = [
    ("rejected", "fn main() { let celsius: i32 = \"cold\"; }"),
    ("bare", "fn main() { println!(\"no runtime\"); }"),
    (
        "panics",
        "#[tokio::main] async fn main() { panic!(\"the mast is down\") }",
    ),
    (
        "exits",
        "#[tokio::main] async fn main() { tokio::task::yield_now().await; std::process::exit(0) }",
    ),
    (
        "endless",
        "#[tokio::main] async fn main() { loop { std::hint::spin_loop() } }",
    ),
    (
        "gigabyte",
        "#[tokio::main] async fn main() {
            let line = \"x\".repeat(1 << 20);
            for _ in 0..1024 { println!(\"{line}\") }
        }",
    ),
    (
        "million",
        "#[tokio::main] async fn main() {
            let tasks: Vec<_> = (0..1_000_000).map(|_| tokio::spawn(async {})).collect();
            for task in tasks { task.await.unwrap() }
        }",
    ),
];

fn record(arguments: &[&str], folder: &Path) -> Output {
    let mut reader = Command::new(&*READER);
    reader.arg("record").args(arguments).current_dir(folder);
    reader.output().expect("it starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn each_program_gets_its_figure_or_a_clear_word() {
    let folder = TempDir::new().unwrap();
    let names: Vec<String> = PROGRAMS
        .iter()
        .map(|(name, _)| format!("{name}.rs"))
        .collect();
    for (name, (_, source)) in names.iter().zip(PROGRAMS) {
        fs::write(folder.path().join(name), source).unwrap();
    }
    let mut arguments: Vec<&str> = names.iter().map(String::as_str).collect();
    arguments.push("--seconds=1");
    let output = record(&arguments, folder.path());

    assert_eq!(output.status.code(), Some(1));
    let errors = text(&output.stderr);
    for words in [
        "rejected.rs: it does not compile\nerror[E0308]: mismatched types",
        "bare.rs: tokio told nothing",
        "2 of 7 programs have no figure",
    ] {
        assert!(errors.contains(words), "{words}\n{errors}");
    }
    let told = text(&output.stdout);
    for words in [
        "panics: it ended with exit status: 101",
        "the mast is down",
        "endless: still running after 1 s, and stopped",
        "gigabyte: it did more than a recording holds",
        "million: it did more than a recording holds",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
    for (name, words) in [
        ("panics", "panicked"),
        ("exits", "the program ends, not all is done"),
        ("endless", "stopped, still running"),
        ("gigabyte", "cut short: there was more than is recorded"),
        ("million", "cut short: there was more than is recorded"),
    ] {
        assert!(told.contains(&format!("drawn: {name}.svg\n")), "{told}");
        let figure = fs::read_to_string(folder.path().join(name).with_extension("svg")).unwrap();
        assert!(figure.contains(words), "{name}: {words}");
        assert!(figure.len() < 32 * 1024, "{name}: {}", figure.len());
    }
    for name in ["rejected", "bare"] {
        assert!(!folder.path().join(name).with_extension("svg").exists());
    }
}

#[test]
fn a_program_is_drawn_in_the_forms_that_are_asked_for() {
    let folder = TempDir::new().unwrap();
    let source = "#[tokio::main] async fn main() { println!(\"one\"); println!(\"two\") }";
    fs::write(folder.path().join("mine.rs"), source).unwrap();
    let asked = ["mine.rs", "--by-line", "-oa/page.html", "-orun.json"];
    let output = record(&asked, folder.path());
    assert!(output.status.success(), "{output:?}");
    let page = fs::read_to_string(folder.path().join("a/page.html")).unwrap();
    for part in [
        "<!doctype html>",
        "<h1>A run of mine</h1>",
        ">one</text>",
        ">two</text>",
    ] {
        assert!(page.contains(part), "{part}");
    }
    let recording = fs::read_to_string(folder.path().join("run.json")).unwrap();
    assert!(recording.starts_with("{\"recording\":1}\n"));
    assert!(!folder.path().join("mine.svg").exists());
}

#[test]
fn what_cannot_be_recorded_is_refused_at_once() {
    let folder = TempDir::new().unwrap();
    for (asked, words) in [
        (["none.rs"], "there is no file none.rs"),
        (
            ["no-such-chapter"],
            "there is no examples/no-such-chapter.rs",
        ),
    ] {
        let output = record(&asked, folder.path());
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output.stderr).contains(words), "{output:?}");
    }
}
