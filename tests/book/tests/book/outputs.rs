//! Each chapter's program prints what stands beside it and on its page.

use crate::TOOLCHAIN;
use manuscript::Kind;
use runner::Limits;
use std::path::{Path, PathBuf};
use std::thread;
use the_book::rules::fences::example_of;
use the_book::{difference, manuscript, root};

pub(crate) fn each_example_prints_what_stands_beside_it() {
    // Side by side: some of them wait in real time.
    let differences: Vec<String> = thread::scope(|scope| {
        let runs: Vec<_> = TOOLCHAIN
            .examples()
            .iter()
            // Tools may have examples, too.
            .filter(|(slug, _)| example(slug, "rs").is_file())
            .map(|(slug, program)| scope.spawn(move || complaint(slug, program)))
            .collect();
        runs.into_iter()
            .filter_map(|run| run.join().expect("it returns"))
            .collect()
    });
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

fn complaint(slug: &str, program: &Path) -> Option<String> {
    prints(slug, program, &example(slug, "out")).err()
}

fn example(slug: &str, ending: &str) -> PathBuf {
    root().join("examples").join(slug).with_extension(ending)
}

fn prints(slug: &str, program: &Path, output: &Path) -> Result<(), String> {
    let run =
        runner::run(program, &Limits::default()).map_err(|error| format!("{slug}: {error}"))?;
    the_book::compare(&run.transcript(), output).map_err(|difference| {
        format!("`cargo run --example {slug}` prints something else:\n{difference}")
    })
}

#[test]
fn a_wrong_output_is_found() {
    let wrong = root().join("tests/book/fixtures/wrong-output/concurrency.out");
    let program = &TOOLCHAIN.examples()["concurrency"];
    let run = runner::run(program, &Limits::default()).expect("it starts");
    let difference = difference(&run.transcript(), &wrong)
        .expect("the file holds another time than the program prints");
    let expected = wrong.with_file_name("expected.txt");
    the_book::compare(&difference, &expected).unwrap_or_else(|difference| panic!("{difference}"));
}

pub(crate) fn each_command_on_a_page_prints_what_stands_below_it() {
    for page in &manuscript().pages {
        for block in page
            .code_blocks()
            .iter()
            .filter(|block| block.kind() == Some(Kind::Console))
        {
            for command in block.body.split("$ ").skip(1) {
                let (command, printed) = command.split_once('\n').unwrap_or((command, ""));
                let slug = example_of(command).expect("the rule `fences` allows no other");
                let program = TOOLCHAIN.examples().get(slug).unwrap_or_else(|| {
                    panic!(
                        "{}",
                        page.fault(block.line, format!("there is no example {slug}"))
                    )
                });
                let run = runner::run(program, &Limits::default()).expect("it starts");
                assert_eq!(
                    run.transcript(),
                    printed,
                    "{}",
                    page.fault(block.line, format!("`{command}` prints something else"))
                );
            }
        }
    }
}
