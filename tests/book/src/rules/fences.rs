//! The accounting: each fence of each page has a kind, and its kind's proof.

use manuscript::{CodeBlock, Fault, Kind, Manuscript, Page, Part};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The widest line of a program, in characters.
const WIDTH: usize = 72;
/// The longest program that a page shows whole, in lines.
const LENGTH: usize = 60;

/// How many fences of each kind the book has.
pub fn count(book: &Manuscript) -> BTreeMap<Kind, usize> {
    let mut counts: BTreeMap<Kind, usize> = Kind::ALL.map(|kind| (kind, 0)).into();
    for block in book.pages.iter().flat_map(Page::code_blocks) {
        if let Some(kind) = block.kind() {
            *counts.get_mut(&kind).expect("every kind is counted") += 1;
        }
    }
    counts
}

/// Code blocks that no test proves.
pub fn unproven(book: &Manuscript) -> Vec<Fault> {
    each_block(book, |page, block| {
        let Some(info) = &block.info else {
            return Some(page.fault(
                block.line,
                "an indented code block: nothing can prove it, use a fence",
            ));
        };
        match block.kind() {
            Some(kind) => unproven_as(kind, book, block).map(|says| page.fault(block.line, says)),
            None => Some(page.fault(block.line, unknown(info))),
        }
    })
}

fn unknown(info: &str) -> String {
    let words = Kind::ALL
        .map(|kind| format!("`{}`", kind.words()))
        .join(", ");
    if info.is_empty() {
        return format!("a fence without a kind; the kinds are {words}");
    }
    for skipped in ["ignore", "no_run", "should_panic"] {
        if info.split([',', ' ']).any(|word| word == skipped) {
            return format!("`{skipped}` proves nothing here; the kinds are {words}");
        }
    }
    format!("`{info}` is no kind of fence; the kinds are {words}")
}

/// Why the block has not what its kind demands. That the programs run, that
/// mistakes are caught and that outputs are true, other tests prove.
fn unproven_as(kind: Kind, book: &Manuscript, block: &CodeBlock) -> Option<String> {
    let words = kind.words();
    match kind {
        Kind::Program => None,
        Kind::Console => console(block),
        Kind::Toml => {
            let error = block.body.parse::<toml::Table>().err()?;
            Some(format!("this is no TOML: {}", error.message()))
        }
        _ => {
            let Some(include) = &block.include else {
                return Some(format!(
                    "a `{words}` fence holds one include and nothing else"
                ));
            };
            let file = include.file.to_string_lossy().replace('\\', "/");
            match kind {
                Kind::Listing => listing(&file),
                Kind::Text => text(&file),
                _ if include.part != Part::Whole => {
                    Some(format!("a `{words}` fence shows the whole case {file}"))
                }
                _ => mistake(kind, &book.root, &file),
            }
        }
    }
}

fn listing(file: &str) -> Option<String> {
    let compiled = ["examples/", "src/", "benches/", "tests/", "tools/"];
    let is_compiled =
        file.ends_with(".rs") && compiled.iter().any(|folder| file.starts_with(folder));
    (!is_compiled).then(|| {
        format!("cargo does not compile {file}: a listing is a region of a file that it does")
    })
}

fn text(file: &str) -> Option<String> {
    let outputs = [".out", ".message", ".table"];
    let is_compared = outputs.iter().any(|ending| file.ends_with(ending));
    (!is_compared).then(|| {
        format!("no test compares {file}: a `text` fence shows an output (`.out`), a message (`.message`) or a measured table (`.table`)")
    })
}

fn console(block: &CodeBlock) -> Option<String> {
    let commands: Vec<&str> = block
        .body
        .lines()
        .filter_map(|line| line.strip_prefix("$ "))
        .collect();
    if commands.is_empty() {
        return Some("a `console` fence has a command: a line that starts with `$ `".into());
    }
    commands
        .iter()
        .find(|command| example_of(command).is_none())
        .map(|command| format!("no test runs `{command}`: only `cargo run --example <slug>`"))
}

/// The example that a command of a `console` fence runs.
pub fn example_of(command: &str) -> Option<&str> {
    command
        .strip_prefix("cargo run --example ")
        .filter(|slug| !slug.contains(' '))
}

/// A case of `tests/mistakes` whose proof fits the fence.
fn mistake(kind: Kind, root: &Path, file: &str) -> Option<String> {
    let words = kind.words();
    let folder = match file
        .strip_prefix("tests/mistakes/")
        .and_then(|rest| rest.split_once('/'))
    {
        Some((folder, name)) if name.ends_with(".rs") && !name.ends_with(".cure.rs") => folder,
        _ => {
            return Some(format!(
                "{file} is no case of tests/mistakes, so nothing proves `{words}`"
            ));
        }
    };
    let fits = match kind {
        Kind::CompileFail => folder == "rustc",
        Kind::Warns => folder == "rustc" || folder == "clippy",
        _ => folder == "run",
    };
    if !fits {
        return Some(format!(
            "a case in tests/mistakes/{folder} does not prove `{words}`"
        ));
    }
    let read = |file: &str| fs::read_to_string(root.join(file)).unwrap_or_default();
    if kind.is_run_time_mistake() {
        let proven = read(&file.replace(".rs", ".symptom"));
        let proven = format!("rust,{}", proven.trim());
        return (proven != words)
            .then(|| format!("its test proves `{proven}`, the fence says `{words}`"));
    }
    let is_lint = read(file).starts_with("#![deny(");
    match kind {
        Kind::Warns if !is_lint => Some(format!(
            "{file} does not start with the `#![deny(…)]` of a lint"
        )),
        Kind::CompileFail if is_lint => Some(format!(
            "{file} is caught by a lint: its fence is `rust,warns`"
        )),
        _ => None,
    }
}

/// Programs too wide or too long for a page, or not shown whole.
pub fn listings(book: &Manuscript) -> Vec<Fault> {
    each_block(book, |page, block| {
        let kind = block.kind()?;
        if matches!(kind, Kind::Text | Kind::Console | Kind::Toml) {
            return None;
        }
        let fault = |says: String| Some(page.fault(block.line, says));
        let lines: Vec<&str> = block.body.lines().collect();
        if let Some(number) = lines.iter().position(|line| line.chars().count() > WIDTH) {
            return fault(format!(
                "line {} of the program is wider than {WIDTH} characters",
                number + 1
            ));
        }
        if lines.len() > LENGTH {
            return fault(format!(
                "{} lines of program: a page shows at most {LENGTH}, or regions",
                lines.len()
            ));
        }
        if lines
            .iter()
            .any(|line| line.trim() == "#" || line.trim().starts_with("# "))
        {
            return fault("a line that starts with `# ` is hidden from the reader".into());
        }
        None
    })
}

fn each_block(book: &Manuscript, check: impl Fn(&Page, &CodeBlock) -> Option<Fault>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for page in &book.pages {
        faults.extend(
            page.code_blocks()
                .iter()
                .filter_map(|block| check(page, block)),
        );
    }
    faults
}
