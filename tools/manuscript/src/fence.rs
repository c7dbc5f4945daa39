//! The code blocks of a page, and the kinds that a fence can have.

use crate::{Include, Page, include};
use mdbook_markdown::pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};

/// One code block of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeBlock {
    /// The line of the page's file where it opens, counted from one.
    pub line: usize,
    /// The words behind the opening fence; `None` for an indented block.
    pub info: Option<String>,
    /// What stands in it, as the reader sees it.
    pub body: String,
    /// The include that the body consists of, if it is one and nothing else.
    pub include: Option<Include>,
    /// The bytes of the whole block in the page's expanded text.
    pub range: std::ops::Range<usize>,
}

/// What a fence holds, and so how it is proven.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `rust`: a whole program, compiled and run as the reader sees it.
    Program,
    /// `rust,listing`: a region of a file that cargo compiles, by include.
    Listing,
    /// `rust,compile_fail`: a program that rustc rejects.
    CompileFail,
    /// `rust,warns`: a program that a lint of rustc or clippy catches.
    Warns,
    /// `rust,panics`: a program that panics.
    Panics,
    /// `rust,hangs`: a program that waits for ever, using no CPU.
    Hangs,
    /// `rust,starves`: a program that keeps a ready task from being polled.
    Starves,
    /// `rust,loses`: a program that ends without having done its work.
    Loses,
    /// `text`: what a program or a tool printed, by include.
    Text,
    /// `console`: a command and what it prints.
    Console,
    /// `toml`: a manifest, or part of one.
    Toml,
}

impl Kind {
    /// Every kind, in the order of the table in CONTRIBUTING.md.
    pub const ALL: [Kind; 11] = [
        Kind::Program,
        Kind::Listing,
        Kind::CompileFail,
        Kind::Warns,
        Kind::Panics,
        Kind::Hangs,
        Kind::Starves,
        Kind::Loses,
        Kind::Text,
        Kind::Console,
        Kind::Toml,
    ];

    /// The words behind a fence of this kind.
    pub fn words(self) -> &'static str {
        match self {
            Kind::Program => "rust",
            Kind::Listing => "rust,listing",
            Kind::CompileFail => "rust,compile_fail",
            Kind::Warns => "rust,warns",
            Kind::Panics => "rust,panics",
            Kind::Hangs => "rust,hangs",
            Kind::Starves => "rust,starves",
            Kind::Loses => "rust,loses",
            Kind::Text => "text",
            Kind::Console => "console",
            Kind::Toml => "toml",
        }
    }

    /// The kind that these words name, to the letter.
    pub fn of(words: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.words() == words)
    }

    /// Whether programs of this kind are cases of `tests/mistakes`.
    pub fn is_mistake(self) -> bool {
        self == Kind::CompileFail || self == Kind::Warns || self.is_run_time_mistake()
    }

    /// Whether programs of this kind go wrong when they run.
    pub fn is_run_time_mistake(self) -> bool {
        matches!(
            self,
            Kind::Panics | Kind::Hangs | Kind::Starves | Kind::Loses
        )
    }
}

impl CodeBlock {
    /// The kind of the fence; `None` for an unknown word, for no word and for
    /// an indented block.
    pub fn kind(&self) -> Option<Kind> {
        Kind::of(self.info.as_deref()?)
    }
}

pub(crate) fn code_blocks(page: &Page) -> Vec<CodeBlock> {
    let includes = page.includes();
    let mut blocks: Vec<CodeBlock> = Vec::new();
    let mut inside = false;
    let events = new_cmark_parser(&page.expanded, &MarkdownOptions::default());
    for (event, range) in events.into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                inside = true;
                let opens = page.expanded[..range.start].matches('\n').count();
                let info = match kind {
                    CodeBlockKind::Fenced(info) => Some(info.trim().to_string()),
                    CodeBlockKind::Indented => None,
                };
                let include = info
                    .as_ref()
                    .and_then(|_| only_include(page, &includes, opens));
                let line = page.written_line(opens);
                blocks.push(CodeBlock {
                    line,
                    info,
                    body: String::new(),
                    include,
                    range,
                });
            }
            Event::Text(text) if inside => {
                blocks
                    .last_mut()
                    .expect("inside a block")
                    .body
                    .push_str(&text);
            }
            Event::End(TagEnd::CodeBlock) => inside = false,
            _ => {}
        }
    }
    blocks
}

/// The include that fills the fence which opens at a line of the expanded text.
fn only_include(page: &Page, includes: &[Include], opens: usize) -> Option<Include> {
    let mut written = page.written.lines().skip(page.written_line(opens));
    let directive = written.next()?;
    let closes = written.next()?.trim();
    let filled =
        include::fills(directive) && (closes.starts_with("```") || closes.starts_with("~~~"));
    let line = page.written_line(opens) + 1;
    includes
        .iter()
        .find(|include| filled && include.line == line)
        .cloned()
}
