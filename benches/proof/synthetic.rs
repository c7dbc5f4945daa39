//! A book of the size that this one means to have: 60 chapters, 200 programs,
//! no two of them equal.
//!
//! The programs are of ten kinds that the book has too, and in each its `DAY`
//! differs. The prose says nothing; it is there because mdBook reads it.

use crate::copy::Files;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

const CHAPTERS: usize = 60;
/// Two chapters of three have three programs, one has four: 200 together.
const PROGRAMS: [usize; 3] = [3, 3, 4];
/// The line of a program in which it differs from the others of its kind.
const DAY: &str = "const DAY: u64 = 0;";

const KINDS: [&str; 10] = [
    include_str!("programs/join.rs"),
    include_str!("programs/spawn.rs"),
    include_str!("programs/select.rs"),
    include_str!("programs/channel.rs"),
    include_str!("programs/oneshot.rs"),
    include_str!("programs/leaf.rs"),
    include_str!("programs/executor.rs"),
    include_str!("programs/stream.rs"),
    include_str!("programs/lock.rs"),
    include_str!("programs/cancel.rs"),
];

const SENTENCES: [&str; 12] = [
    "The valley answers first, because its wire is the shortest.",
    "A call makes a future, and nobody has polled it yet.",
    "When the `sleep` is over, its waker wakes the task.",
    "On the ridge the *beacon* flashes every ten milliseconds, and the worker that polls it has \
     nothing else to do until the next hiker asks for a forecast.",
    "Read the output from the bottom: the last line was printed by the task that was spawned \
     first.",
    "The summit is asked once, and it answers once.",
    "A task that returns `Pending` has left its waker where the timer finds it, and takes no \
     thread until then.",
    "Two readings of the same hour may differ by a degree.",
    "Which of the two lines stands first is **observed**: the next version may poll them the \
     other way round.",
    "`join!` polls both, and then waits for whichever is woken.",
    "The service has one thread, and three stations share it.",
    "After the night the lamps go out, one by one, in the order in which they were lit; the log \
     holds an entry for each.",
];

/// Puts the generated pages in the place of the book's own.
pub(crate) fn replace_pages(files: &mut Files) {
    files.retain(|(file, _)| {
        !(file.starts_with("book") && file.extension().is_some_and(|kind| kind == "md"))
    });
    let mut summary = String::from("# Summary\n\n");
    let mut programs = 0;
    for chapter in 1..=CHAPTERS {
        let path = format!("chapters/chapter-{chapter:02}.md");
        let _ = writeln!(summary, "- [Chapter {chapter}]({path})");
        let page = page(chapter, &mut programs);
        files.push((Path::new("book").join(path), page.into_bytes()));
    }
    files.push((PathBuf::from("book/SUMMARY.md"), summary.into_bytes()));
}

/// One page; `programs` counts those of all pages.
fn page(chapter: usize, programs: &mut usize) -> String {
    let mut text = format!("# Chapter {chapter}\n\n");
    for section in 0..PROGRAMS[chapter % PROGRAMS.len()] {
        *programs += 1;
        let program = program(*programs);
        let _ = writeln!(text, "## Program {programs}\n");
        prose(&mut text, chapter * 7 + section);
        let _ = writeln!(text, "```rust\n{program}```\n");
        prose(&mut text, chapter * 5 + section);
    }
    text
}

fn program(number: usize) -> String {
    let day = format!("const DAY: u64 = {number};");
    KINDS[number % KINDS.len()].replace(DAY, &day)
}

/// Three paragraphs of about 50 words, different at each `place`.
fn prose(text: &mut String, place: usize) {
    for paragraph in 0..3 {
        for sentence in 0..4 {
            let number = place + paragraph * 5 + sentence * (1 + place % 3);
            let _ = write!(text, "{} ", SENTENCES[number % SENTENCES.len()]);
        }
        text.push_str("\n\n");
    }
}
