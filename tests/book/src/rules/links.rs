//! Links inside the book lead somewhere.
//!
//! Which anchors a page has is asked of mdBook: the book is rendered, and the
//! ids are read from the HTML. Links are read from the Markdown, where a line
//! can be named.

use manuscript::{Fault, Manuscript, Page};
use mdbook_driver::MDBook;
use mdbook_markdown::pulldown_cmark::{Event, Tag};
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static ID: LazyLock<Regex> = LazyLock::new(|| Regex::new(r#"\bid="([^"]+)""#).unwrap());
static REFERENCE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"\b(?:href|src)="([^"]+)""#).unwrap());

/// Links to pages, anchors and files that do not exist.
pub fn dead(book: &Manuscript) -> Vec<Fault> {
    let anchors = match anchors(book) {
        Ok(anchors) => anchors,
        Err(error) => {
            return vec![Fault::new(
                "book.toml",
                format!("mdBook cannot render the book: {error:#}"),
            )];
        }
    };
    let mut faults = Vec::new();
    for page in &book.pages {
        for (line, target) in links(page) {
            if let Some(says) = dead_link(book, &anchors, page, &target) {
                faults.push(page.fault(line, format!("the link `{target}` is dead: {says}")));
            }
        }
    }
    faults
}

/// The ids of each rendered page, by the path of its Markdown.
type Anchors = BTreeMap<PathBuf, BTreeSet<String>>;

fn anchors(book: &Manuscript) -> Result<Anchors, mdbook_driver::errors::Error> {
    let folder = tempfile::tempdir()?;
    let mut driver = MDBook::load(&book.root)?;
    driver.config.build.build_dir = folder.path().to_path_buf();
    driver.build()?;
    let mut anchors = Anchors::new();
    for page in &book.pages {
        let html = fs::read_to_string(folder.path().join(page.path.with_extension("html")))?;
        let ids = ID
            .captures_iter(&html)
            .map(|found| found[1].to_string())
            .collect();
        anchors.insert(page.path.clone(), ids);
    }
    Ok(anchors)
}

/// Every target on the page, with the line it stands in.
fn links(page: &Page) -> Vec<(usize, String)> {
    let mut links = Vec::new();
    let options = MarkdownOptions::default();
    for (event, range) in new_cmark_parser(&page.expanded, &options).into_offset_iter() {
        let line = page.written_line(page.expanded[..range.start].matches('\n').count());
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                links.push((line, dest_url.to_string()));
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                links.extend(
                    REFERENCE
                        .captures_iter(&html)
                        .map(|found| (line, found[1].to_string())),
                );
            }
            _ => {}
        }
    }
    links
}

fn dead_link(book: &Manuscript, anchors: &Anchors, page: &Page, target: &str) -> Option<String> {
    if target.contains("://") || target.starts_with("mailto:") {
        return None; // the book is proven without a network
    }
    let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
    let folder = page.path.parent().unwrap_or(Path::new(""));
    let to = if path.is_empty() {
        page.path.clone()
    } else {
        normal(&folder.join(path))
    };
    let Some(ids) = anchors.get(&to) else {
        let source = page
            .file
            .ancestors()
            .nth(page.path.components().count())
            .expect("a page is below src");
        let is_file = !to.starts_with("..") && book.root.join(source).join(&to).is_file();
        return (!is_file).then(|| "the book has no such page".to_string());
    };
    let found = anchor.is_empty() || ids.contains(anchor);
    (!found).then(|| format!("the page has no heading `{anchor}`"))
}

/// The path with `..` taken out, as text.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part.as_os_str().to_str() {
            Some(".") => {}
            Some("..") if normal.file_name().is_some() => {
                normal.pop();
            }
            _ => normal.push(part),
        }
    }
    normal
}
