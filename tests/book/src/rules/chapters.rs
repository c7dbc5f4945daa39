//! One slug names everything of a chapter, and every chapter has its shape.

use manuscript::{Fault, Kind, Manuscript, Page};
use mdbook_markdown::pulldown_cmark::{BlockQuoteKind, Event, HeadingLevel, Tag, TagEnd};
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Where pages stand that have no program of their own.
const APPENDICES: &str = "appendices";

/// The pages that have an example: all but the appendices.
pub fn chapters(book: &Manuscript) -> impl Iterator<Item = &Page> {
    book.pages
        .iter()
        .filter(|page| !page.path.starts_with(APPENDICES))
}

/// Chapters, examples and files of the book that don't belong together.
pub fn files(book: &Manuscript) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut slugs = BTreeSet::new();
    for page in chapters(book) {
        let slug = page.slug();
        if !slugs.insert(slug.to_string()) {
            faults.push(Fault::new(
                &page.file,
                format!("another chapter has the slug {slug}"),
            ));
        }
        for ending in ["rs", "out"] {
            let example = Path::new("examples").join(slug).with_extension(ending);
            let file = example.to_string_lossy().replace('\\', "/");
            if !book.root.join(&example).is_file() {
                faults.push(Fault::new(&page.file, format!("the chapter has no {file}")));
            } else if !page
                .includes()
                .iter()
                .any(|include| include.file == example)
            {
                faults.push(Fault::new(
                    &page.file,
                    format!("the chapter does not show {file}"),
                ));
            }
        }
    }
    for file in files_in(&book.root, "examples") {
        let slug = file
            .file_stem()
            .and_then(|stem| stem.to_str())
            .unwrap_or_default();
        let is_shown = || {
            let mut includes = chapters(book).flat_map(|page| page.includes());
            includes.any(|include| include.file == file)
        };
        if !slugs.contains(slug) && !is_shown() {
            faults.push(Fault::new(&file, format!("no chapter has the slug {slug}")));
        }
    }
    let pages: BTreeSet<&PathBuf> = book.pages.iter().map(|page| &page.file).collect();
    for file in files_in(&book.root, "book") {
        let is_page =
            file.extension().is_some_and(|ending| ending == "md") && !file.ends_with("SUMMARY.md");
        if is_page && !pages.contains(&file) {
            faults.push(Fault::new(&file, "SUMMARY.md has no entry for this page"));
        }
    }
    faults
}

/// The files below a folder, relative to the book's root.
pub(super) fn files_in(root: &Path, folder: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder))
            .into_iter()
            .flatten()
            .flatten()
        {
            let path = folder.join(entry.file_name());
            if entry.path().is_dir() {
                folders.push(path)
            } else {
                files.push(path)
            }
        }
    }
    files.sort();
    files
}

/// Chapters that lack a part of their shape: the title of SUMMARY.md, a run at
/// the start, one sentence that stays, the questions at the end.
pub fn shape(book: &Manuscript) -> Vec<Fault> {
    let mut faults = Vec::new();
    for page in &book.pages {
        let outline = Outline::of(page);
        match outline.headings.first() {
            Some((1, title, _)) if *title == page.title => {}
            _ => faults.push(page.fault(
                1,
                format!("the page starts with `# {}`, as in SUMMARY.md", page.title),
            )),
        }
        let is_chapter = page.path.components().count() > 1 && !page.path.starts_with(APPENDICES);
        if is_chapter {
            faults.extend(chapter_faults(page, &outline));
        }
    }
    faults
}

/// Whether a page may open with this: a program, or the main region of a long one.
fn opens(kind: Option<Kind>) -> bool {
    matches!(kind, Some(Kind::Program | Kind::Listing))
}

fn chapter_faults(page: &Page, outline: &Outline) -> Vec<Fault> {
    let mut faults = Vec::new();
    let second = outline
        .headings
        .get(1)
        .map_or(usize::MAX, |(_, _, line)| *line);
    let opens_with_a_run = page
        .code_blocks()
        .iter()
        .any(|block| opens(block.kind()) && block.line < second);
    if !opens_with_a_run {
        faults.push(page.fault(
            1,
            "a chapter opens with a run: a `rust` or `rust,listing` fence before the first `##`",
        ));
    }
    if outline.quotes != 1 {
        faults.push(page.fault(
            1,
            format!(
                "one sentence stays with the reader, in a `>` quotation: this chapter has {}",
                outline.quotes
            ),
        ));
    }
    match outline.headings.last() {
        Some((2, title, _)) if title == "Check yourself" => {}
        _ => faults.push(page.fault(1, "a chapter ends with `## Check yourself`")),
    }
    faults
}

/// What the shape of a page is read from.
struct Outline {
    /// Level, text and line of each heading.
    headings: Vec<(usize, String, usize)>,
    /// How many plain quotations stand on the page.
    quotes: usize,
}

impl Outline {
    fn of(page: &Page) -> Outline {
        let mut outline = Outline {
            headings: Vec::new(),
            quotes: 0,
        };
        let mut inside = false;
        let options = MarkdownOptions::default();
        for (event, range) in new_cmark_parser(&page.expanded, &options).into_offset_iter() {
            match event {
                Event::Start(Tag::Heading { level, .. }) => {
                    inside = true;
                    let line = page.expanded[..range.start].matches('\n').count();
                    outline
                        .headings
                        .push((depth(level), String::new(), page.written_line(line)));
                }
                Event::End(TagEnd::Heading(_)) => inside = false,
                Event::Text(text) | Event::Code(text) if inside => {
                    outline
                        .headings
                        .last_mut()
                        .expect("inside one")
                        .1
                        .push_str(&text);
                }
                Event::Start(Tag::BlockQuote(None::<BlockQuoteKind>)) => outline.quotes += 1,
                _ => {}
            }
        }
        outline
    }
}

fn depth(level: HeadingLevel) -> usize {
    level as usize
}
