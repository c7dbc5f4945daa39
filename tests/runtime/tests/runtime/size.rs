//! How long the runtime is, and each of its stages: what a reader has to read. The
//! tables are shown by `cargo test -p runtime-tests size:: -- --nocapture`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// How many lines of code a part may have, and how many we want it to have.
struct Limit {
    most: usize,
    wanted: usize,
}

/// What a reader of part 3 writes. Both parts are longer than we want: `most` is what
/// keeps them from growing, and goes down with them.
const CORE: Limit = Limit {
    most: 1500,
    wanted: 1500,
};

/// The rest: threads for what blocks, sockets, and channels.
const BESIDE: Limit = Limit {
    most: 794,
    wanted: 700,
};
const FILES_BESIDE: [&str; 6] = ["blocking", "mpsc", "net", "oneshot", "shared", "watched"];

/// What tells a recording of tasks and timers: no reader has to write it.
const INSTRUMENT: Limit = Limit {
    most: 120,
    wanted: 120,
};
const FILES_OF_THE_INSTRUMENT: [&str; 1] = ["recorded"];

const MOST_UNSAFE: usize = 10;
const MOST_LINES_OF_A_FILE: usize = 300;

/// The stages, in the order of their chapters.
const STAGES: [&str; 7] = [
    "block_on",
    "run_queue",
    "join_handles",
    "timers",
    "reactor",
    "work_stealing",
    "parking",
];

/// A file, counted.
struct Counted {
    name: String,
    /// Lines of code: no comments, and none that are blank.
    code: Vec<String>,
    /// How many lines it has with them.
    lines: usize,
    /// Blocks and implementations that are `unsafe`, as written: what pin-project-lite
    /// writes is not here.
    unsafes: usize,
}

fn source(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../src")
        .join(path)
}

/// The files of a folder and of those in it, in the order of their names.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let inner = |path: PathBuf| match path.is_dir() {
        true => files(&path),
        false => vec![path],
    };
    paths.into_iter().flat_map(inner).collect()
}

fn count(path: &Path, name: &Path) -> Counted {
    let text = fs::read_to_string(path).unwrap();
    for uncounted in ["/*", "#[cfg(test)]"] {
        assert!(
            !text.contains(uncounted),
            "{} has `{uncounted}`, which would be counted as code: tests belong into \
             tests/runtime, and comments begin with `//`",
            path.display()
        );
    }
    let is_code = |line: &&str| !line.is_empty() && !line.starts_with("//");
    let code = text.lines().map(str::trim).filter(is_code);
    let code: Vec<_> = code.map(String::from).collect();
    let is_unsafe = |line: &&String| line.contains("unsafe {") || line.contains("unsafe impl");
    Counted {
        name: name.display().to_string(),
        lines: text.lines().count(),
        unsafes: code.iter().filter(is_unsafe).count(),
        code,
    }
}

fn count_all(folder: &Path) -> Vec<Counted> {
    let name = |path: &Path| path.strip_prefix(folder).unwrap().to_owned();
    let files = files(folder);
    files.iter().map(|path| count(path, &name(path))).collect()
}

/// Prints a table of files; how many lines of code and `unsafe` they have together.
fn table(title: &str, files: &[&Counted]) -> (usize, usize) {
    println!("{title:<26} code  lines  unsafe");
    let row = |name: &str, code: usize, lines: usize, unsafes: usize| {
        println!("  {name:<24} {code:>4}  {lines:>5}  {unsafes:>6}");
    };
    let (mut code, mut lines, mut unsafes) = (0, 0, 0);
    for file in files {
        row(&file.name, file.code.len(), file.lines, file.unsafes);
        code += file.code.len();
        lines += file.lines;
        unsafes += file.unsafes;
    }
    row("in all", code, lines, unsafes);
    (code, unsafes)
}

fn assert_short(what: &str, lines: usize, limit: &Limit) {
    let Limit { most, wanted } = limit;
    println!("  {what}: {lines} lines of code, {wanted} are wanted\n");
    assert!(
        lines <= *most,
        "{what} of the runtime: {lines} lines of code, and {most} are the most. Take out what \
         no chapter needs and no reader would miss, beginning with the longest file in the \
         table (--nocapture shows it); raise the number only for what a chapter explains"
    );
}

#[test]
fn the_runtime_can_be_read() {
    let files = count_all(&source("runtime"));
    let is_one_of = |file: &&Counted, names: &[&str]| {
        let first = file.name.split(['/', '\\', '.']).next();
        names.contains(&first.unwrap())
    };
    let (beside, others): (Vec<_>, Vec<_>) = files
        .iter()
        .partition(|file| is_one_of(file, &FILES_BESIDE));
    let (instrument, core): (Vec<_>, Vec<_>) = others
        .into_iter()
        .partition(|file| is_one_of(file, &FILES_OF_THE_INSTRUMENT));
    let (lines, core_unsafe) = table("src/runtime: the core", &core);
    assert_short("the core", lines, &CORE);
    let (lines, unsafe_beside) = table("src/runtime: beside", &beside);
    assert_short("channels, blocking and net", lines, &BESIDE);
    let (lines, unsafe_instrument) = table("src/runtime: recording", &instrument);
    assert_short("the instrument", lines, &INSTRUMENT);
    let unsafes = core_unsafe + unsafe_beside + unsafe_instrument;
    assert!(
        unsafes <= MOST_UNSAFE,
        "`unsafe` stands {unsafes} times in the runtime, and {MOST_UNSAFE} are the most: let \
         safe code borrow what one block has proven, as `Task::run` does with the slot; a \
         block that is made larger proves less"
    );
}

/// The code of a whole stage, by file: its own, and what it takes from elsewhere.
fn whole(stage: &str) -> BTreeMap<String, Vec<String>> {
    let folder = source("stages").join(stage);
    let by_name = |file: Counted| (file.name, file.code);
    if stage == "parking" {
        return count_all(&source("runtime"))
            .into_iter()
            .map(by_name)
            .collect();
    }
    let own = count_all(&folder);
    let declared = own.iter().find(|file| file.name == "mod.rs").unwrap();
    let path = |line: &String| {
        Some(
            line.strip_prefix("#[path = \"")?
                .strip_suffix("\"]")?
                .to_owned(),
        )
    };
    let paths: Vec<String> = declared.code.iter().filter_map(path).collect();
    let taken = paths.iter().map(|path| {
        let path = folder.join(path);
        count(&path, Path::new(path.file_name().unwrap()))
    });
    let taken: Vec<_> = taken.collect();
    own.into_iter().chain(taken).map(by_name).collect()
}

/// How many lines of each file of `these` are not in that file of `others`.
fn missing(these: &BTreeMap<String, Vec<String>>, others: &BTreeMap<String, Vec<String>>) -> usize {
    let missing = |(name, code): (&String, &Vec<String>)| {
        let mut other = others.get(name).cloned().unwrap_or_default();
        let mut is_missing = |line: &String| {
            let place = other.iter().position(|other| other == line);
            place.map(|place| other.swap_remove(place)).is_none()
        };
        code.iter().filter(|line| is_missing(line)).count()
    };
    these.iter().map(missing).sum()
}

#[test]
fn each_stage_can_be_read() {
    let folders = fs::read_dir(source("stages"))
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let folders = folders.filter(|path| path.is_dir()).count();
    assert_eq!(
        folders,
        STAGES.len(),
        "a stage is missing in the list of this test"
    );
    let mut before = BTreeMap::new();
    let mut growth = Vec::new();
    for stage in STAGES {
        let files = count_all(&source("stages").join(stage));
        let (own, _) = table(
            &format!("src/stages/{stage}"),
            &files.iter().collect::<Vec<_>>(),
        );
        for file in files {
            assert!(
                file.lines <= MOST_LINES_OF_A_FILE,
                "{stage}/{} has {} lines, and a page includes a file whole: more than \
                 {MOST_LINES_OF_A_FILE} are not read in one go. Split it where its concepts part",
                file.name,
                file.lines
            );
        }
        let now = whole(stage);
        let lines: usize = now.values().map(Vec::len).sum();
        growth.push((
            stage,
            own,
            lines,
            missing(&now, &before),
            missing(&before, &now),
        ));
        before = now;
    }
    println!("\nlines of code        in its folder  with what it takes  new  gone");
    for (stage, own, lines, new, gone) in growth {
        println!("  {stage:<18} {own:>13}  {lines:>18}  {new:>3}  {gone:>4}");
    }
}
