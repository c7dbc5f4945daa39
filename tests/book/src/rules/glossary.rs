//! A page that uses a term of the glossary links it there at least once, for
//! whoever came to that page by a search.

use super::prose::QUOTED;
use manuscript::{Fault, Manuscript, Page};
use mdbook_markdown::pulldown_cmark::{Event, Tag, TagEnd};
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Where the glossary stands in the book. What stands beside it is no chapter.
const GLOSSARY: &str = "appendices/glossary.md";

/// Words that pages use in their everyday meaning, too.
const EVERYDAY: [&str; 3] = ["Join", "Output", "Yield"];

/// Pages that use a term, and neither define it nor link it.
pub fn unlinked_terms(book: &Manuscript) -> Vec<Fault> {
    let Some(glossary) = book
        .pages
        .iter()
        .find(|page| page.path == Path::new(GLOSSARY))
    else {
        return Vec::new();
    };
    let terms: Vec<(String, Regex)> = Read::of(glossary)
        .headings
        .into_iter()
        .filter(|term| !EVERYDAY.contains(&term.as_str()))
        .map(|term| (anchor(&term), forms(&term)))
        .collect();
    let chapters = book
        .pages
        .iter()
        .filter(|page| !page.path.starts_with("appendices"));
    chapters.flat_map(|page| unlinked(page, &terms)).collect()
}

/// `Run queue` has `#run-queue`.
fn anchor(term: &str) -> String {
    term.to_lowercase().replace(' ', "-")
}

/// The term as a sentence may have it: `spawn`, `spawns`, `spawned`, `spawning`.
fn forms(term: &str) -> Regex {
    let term = regex::escape(&term.to_lowercase());
    Regex::new(&format!(r"(?i)\b{term}(?:s|es|d|ed|ing)?\b")).expect("a term is escaped")
}

fn unlinked(page: &Page, terms: &[(String, Regex)]) -> Vec<Fault> {
    let read = Read::of(page);
    let words: Vec<(usize, String)> = read
        .words
        .iter()
        .map(|(line, words)| (*line, QUOTED.replace_all(words, "").into_owned()))
        .collect();
    let first = |forms: &Regex| words.iter().find(|(_, words)| forms.is_match(words));
    let is_known = |anchor: &str, forms: &Regex| {
        read.linked.contains(anchor) || read.bold.iter().any(|bold| forms.is_match(bold))
    };
    terms
        .iter()
        .filter(|(anchor, forms)| !is_known(anchor, forms))
        .filter_map(|(anchor, forms)| {
            let (line, words) = first(forms)?;
            let used = forms.find(words)?.as_str();
            let says =
                format!("the page uses the term “{used}”: link it once to {GLOSSARY}#{anchor}");
            Some(page.fault(*line, says))
        })
        .collect()
}

/// What this rule reads of a page.
#[derive(Default)]
struct Read {
    /// The text of headings.
    headings: Vec<String>,
    /// Text by its lines, without code, headings and the words of links.
    words: BTreeMap<usize, String>,
    /// The anchors in the glossary that are linked.
    linked: BTreeSet<String>,
    /// What stands in bold.
    bold: Vec<String>,
}

impl Read {
    fn of(page: &Page) -> Read {
        let mut read = Read::default();
        let (mut code, mut heading, mut link, mut bold) = (false, false, false, false);
        let options = MarkdownOptions::default();
        for (event, range) in new_cmark_parser(&page.expanded, &options).into_offset_iter() {
            match event {
                Event::Start(Tag::CodeBlock(_)) => code = true,
                Event::End(TagEnd::CodeBlock) => code = false,
                Event::Start(Tag::Heading { .. }) => {
                    heading = true;
                    read.headings.push(String::new());
                }
                Event::End(TagEnd::Heading(_)) => heading = false,
                Event::Start(Tag::Link { dest_url, .. }) => {
                    link = true;
                    let anchor = dest_url.split_once("glossary.md#");
                    read.linked
                        .extend(anchor.map(|(_, anchor)| anchor.to_owned()));
                }
                Event::End(TagEnd::Link) => link = false,
                Event::Start(Tag::Strong) => bold = true,
                Event::End(TagEnd::Strong) => bold = false,
                Event::Text(text) if heading => {
                    read.headings
                        .last_mut()
                        .expect("inside a heading")
                        .push_str(&text);
                }
                Event::Text(text) if !code => {
                    if bold {
                        read.bold.push(text.to_string());
                    }
                    if !link {
                        let line = page.expanded[..range.start].matches('\n').count();
                        let words = read.words.entry(page.written_line(line)).or_default();
                        words.push_str(&text);
                    }
                }
                _ => {}
            }
        }
        read
    }
}
