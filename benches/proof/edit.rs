//! One edit of one program of the book, different every time.

use anyhow::Context;
use manuscript::{CodeBlock, Kind, Manuscript, Page, Part};
use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

/// A program of the book, and where an author would change it: on its page, or
/// in the file that the page includes.
#[derive(Debug)]
pub(crate) struct Edit {
    /// The file to write.
    file: PathBuf,
    /// What stands in it up to the end of the program.
    before: String,
    /// What stands behind the program.
    after: String,
}

impl Edit {
    /// The first program of the book that can be edited.
    pub(crate) fn of(book: &Manuscript) -> anyhow::Result<Edit> {
        book.pages
            .iter()
            .flat_map(|page| {
                page.code_blocks()
                    .into_iter()
                    .map(move |block| (page, block))
            })
            .filter(|(_, block)| block.kind() == Some(Kind::Program))
            .find_map(|(page, block)| Edit::of_program(book, page, &block))
            .context("the book has no program to edit")
    }

    fn of_program(book: &Manuscript, page: &Page, block: &CodeBlock) -> Option<Edit> {
        if let Some(include) = &block.include {
            let file = book.root.join(&include.file);
            let before = fs::read_to_string(&file).ok()?;
            let whole = include.part == Part::Whole && before.ends_with('\n');
            return whole.then_some(Edit {
                file,
                before,
                after: String::new(),
            });
        }
        let closing = block.line + block.body.lines().count();
        let (before, after) = split_before_line(&page.written, closing);
        (before.ends_with(&block.body) && after.starts_with("```")).then(|| Edit {
            file: book.root.join(&page.file),
            before: before.to_string(),
            after: after.to_string(),
        })
    }

    /// Changes the program: it gets an item that it never had before.
    pub(crate) fn make(&self) -> anyhow::Result<()> {
        let now = SystemTime::UNIX_EPOCH
            .elapsed()
            .context("the clock is not set")?;
        let Edit {
            file,
            before,
            after,
        } = self;
        let edited = format!("{before}\nconst _: u128 = {};\n{after}", now.as_nanos());
        fs::write(file, edited).with_context(|| format!("{} can't be written", file.display()))
    }
}

/// Splits a text before one of its lines, counted from zero.
fn split_before_line(text: &str, line: usize) -> (&str, &str) {
    let length = text.split_inclusive('\n').take(line).map(str::len).sum();
    text.split_at(length)
}
