//! Words that say nothing, and terms that nobody defined.

use manuscript::{Fault, Manuscript, Page};
use mdbook_markdown::pulldown_cmark::{Event, Tag, TagEnd};
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};
use regex::Regex;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

/// CONTRIBUTING.md says why each of them is here.
const BANNED: [&str; 23] = [
    "simply",
    "just",
    "obviously",
    "easy",
    "easily",
    "of course",
    "powerful",
    "seamless",
    "seamlessly",
    "robust",
    "delve",
    "dive into",
    "under the hood",
    "important to note",
    "let['’]s explore",
    "crucial",
    "leverage",
    "usually",
    "quite",
    "can sometimes",
    "currently",
    "recently",
    "in this chapter",
];

static BANNED_WORD: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!(r"(?i)\b(?:{})\b", BANNED.join("|"))).unwrap());
/// What somebody else said is theirs to word.
pub(super) static QUOTED: LazyLock<Regex> = LazyLock::new(|| Regex::new("“[^”]*”").unwrap());
static PLACEHOLDER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b(?:foo|bar|baz)\b").unwrap());

/// Where the glossary stands in the book.
const GLOSSARY: &str = "appendices/glossary.md";

/// Banned words in prose, and placeholder names in programs.
pub fn banned_words(book: &Manuscript) -> Vec<Fault> {
    let mut faults = Vec::new();
    for page in &book.pages {
        for (line, text) in Prose::of(page).paragraphs {
            let own = QUOTED.replace_all(&text, "");
            for found in BANNED_WORD.find_iter(&own) {
                let word = found.as_str();
                faults.push(page.fault(
                    line,
                    format!("the paragraph says “{word}”: leave it out, or say how much"),
                ));
            }
        }
        for block in page.code_blocks() {
            if let Some(found) = PLACEHOLDER.find(&block.body) {
                faults.push(page.fault(
                    block.line,
                    format!("`{}` names nothing in the book's world", found.as_str()),
                ));
            }
        }
    }
    faults
}

/// Terms in bold that the glossary does not define.
pub fn undefined_terms(book: &Manuscript) -> Vec<Fault> {
    let glossary = book
        .pages
        .iter()
        .find(|page| page.path == Path::new(GLOSSARY));
    let defined: BTreeSet<String> = glossary
        .map(|page| {
            Prose::of(page)
                .headings
                .iter()
                .map(|term| term.to_lowercase())
                .collect()
        })
        .unwrap_or_default();
    let mut faults = Vec::new();
    for page in book
        .pages
        .iter()
        .filter(|page| page.path != Path::new(GLOSSARY))
    {
        for (line, term) in Prose::of(page).bold {
            if !defined.contains(&term.to_lowercase()) {
                faults.push(page.fault(
                    line,
                    format!("the term “{term}” is bold, so {GLOSSARY} defines it under a heading"),
                ));
            }
        }
    }
    faults
}

/// How many words of prose each page has.
pub fn lengths(book: &Manuscript) -> Vec<(&Path, usize)> {
    let words = |page: &Page| {
        Prose::of(page)
            .paragraphs
            .iter()
            .map(|(_, text)| text.split_whitespace().count())
            .sum()
    };
    book.pages
        .iter()
        .map(|page| (page.file.as_path(), words(page)))
        .collect()
}

/// What a person wrote on a page, without code.
#[derive(Default)]
struct Prose {
    /// The text of each block, with the line where it starts.
    paragraphs: Vec<(usize, String)>,
    /// The headings.
    headings: Vec<String>,
    /// What stands in bold, with its line.
    bold: Vec<(usize, String)>,
}

impl Prose {
    fn of(page: &Page) -> Prose {
        let mut prose = Prose::default();
        let (mut code, mut heading, mut bold) = (false, false, false);
        let options = MarkdownOptions::default();
        for (event, range) in new_cmark_parser(&page.expanded, &options).into_offset_iter() {
            let line = page.written_line(page.expanded[..range.start].matches('\n').count());
            match event {
                Event::Start(Tag::CodeBlock(_)) => code = true,
                Event::End(TagEnd::CodeBlock) => code = false,
                Event::Start(Tag::Heading { .. }) => {
                    heading = true;
                    prose.headings.push(String::new());
                }
                Event::End(TagEnd::Heading(_)) => heading = false,
                Event::Start(Tag::Strong) => {
                    bold = true;
                    prose.bold.push((line, String::new()));
                }
                Event::End(TagEnd::Strong) => bold = false,
                Event::Start(Tag::Paragraph | Tag::Item | Tag::TableCell) => {
                    prose.paragraphs.push((line, String::new()));
                }
                Event::SoftBreak | Event::HardBreak => prose.push(heading, bold, " "),
                Event::Code(text) if heading || bold => prose.push(heading, bold, &text),
                // Inline code is no prose, but the words around it stay apart.
                Event::Code(_) => prose.push(heading, bold, " ` "),
                Event::Text(text) if !code => prose.push(heading, bold, &text),
                _ => {}
            }
        }
        prose
    }

    fn push(&mut self, heading: bool, bold: bool, text: &str) {
        if heading {
            self.headings
                .last_mut()
                .expect("inside a heading")
                .push_str(text);
            return;
        }
        if bold {
            self.bold.last_mut().expect("inside bold").1.push_str(text);
        }
        if let Some((_, paragraph)) = self.paragraphs.last_mut() {
            paragraph.push_str(text);
        }
    }
}
