//! The book keeps the rules, and each rule finds what it is for.

use manuscript::{Fault, Manuscript};
use std::fs;
use the_book::rules::{RULES, Rule};
use the_book::{compare, list, manuscript, root};

#[test]
fn the_book_keeps_every_rule() {
    crate::written();
    let book = manuscript();
    let faults: Vec<Fault> = RULES.iter().flat_map(|rule| (rule.check)(&book)).collect();
    assert!(faults.is_empty(), "\n\n{}", list(&faults));
}

#[test]
fn each_rule_finds_the_faults_of_its_bad_book() {
    let mut differences = String::new();
    for Rule { name, check } in RULES {
        let fixture = root().join("tests/book/fixtures").join(name);
        let bad =
            Manuscript::load(&fixture).unwrap_or_else(|faults| panic!("{name}: {}", list(&faults)));
        let faults = check(&bad);
        assert!(
            !faults.is_empty(),
            "the rule `{name}` finds nothing wrong with its bad book"
        );
        if let Err(difference) = compare(&list(&faults), &fixture.join("expected.txt")) {
            differences.push_str(&difference);
        }
    }
    assert!(differences.is_empty(), "{differences}");
}

#[test]
fn a_book_that_is_not_whole_is_told_with_file_and_line() {
    let mut differences = String::new();
    for name in ["dead-include", "missing-file", "broken-toml"] {
        let fixture = root().join("tests/book/fixtures").join(name);
        let faults = Manuscript::load(&fixture).expect_err(name);
        if let Err(difference) = compare(&list(&faults), &fixture.join("expected.txt")) {
            differences.push_str(&difference);
        }
    }
    assert!(differences.is_empty(), "{differences}");
}

#[test]
fn each_fixture_belongs_to_a_test() {
    let elsewhere = [
        "dead-include",
        "missing-file",
        "broken-toml",
        "missing-await",
        "undeclared-crate",
        "hanging-fence",
        "wrong-output",
    ];
    for entry in fs::read_dir(root().join("tests/book/fixtures")).expect("it stands there") {
        let name = entry
            .expect("it can be read")
            .file_name()
            .into_string()
            .expect("a plain name");
        let used = elsewhere.contains(&&*name) || RULES.iter().any(|rule| rule.name == name);
        assert!(used, "no test uses the fixture {name}");
    }
}
