//! The book's source as its tools see it.
//!
//! [`Manuscript::load`] reads `book.toml`, `SUMMARY.md` and every page, and has
//! mdBook itself expand the includes, so that a tool works on a page *as the
//! reader sees it* and can still name the line that the author wrote. What
//! stands in the way of a whole book (a dead include, a missing file, broken
//! TOML) comes back as [`Fault`]s, each with its file and line.
//!
//! The reader's server and all tests of the book start here.

mod fault;
mod fence;
mod include;
mod markers;
mod summary;

pub use fault::Fault;
pub use fence::{CodeBlock, Kind};
pub use include::{Include, Part};

use mdbook_driver::book::{Book, BookItem};
use mdbook_driver::builtin_renderers::MarkdownRenderer;
use mdbook_driver::config::Config;
use mdbook_driver::{MDBook, book};
use std::path::{Path, PathBuf};

/// A whole book, without faults in its structure.
#[derive(Debug)]
pub struct Manuscript {
    /// The folder that holds `book.toml`.
    pub root: PathBuf,
    /// The pages, in the order of `SUMMARY.md`.
    pub pages: Vec<Page>,
}

/// One page of the book.
#[derive(Debug)]
pub struct Page {
    /// Where it stands, relative to the book's root: `book/first-runs/await.md`.
    pub file: PathBuf,
    /// Where it stands, relative to the book's `src`: `first-runs/await.md`.
    pub path: PathBuf,
    /// Its title in `SUMMARY.md`.
    pub title: String,
    /// The text as the author wrote it.
    pub written: String,
    /// The text as the reader sees it: mdBook has expanded the includes.
    pub expanded: String,
    /// For each line of `expanded`, the line of `written` it comes from, both
    /// counted from zero.
    origin: Vec<usize>,
}

impl Manuscript {
    /// Reads the book whose `book.toml` stands in `root`.
    ///
    /// # Errors
    ///
    /// Everything that keeps the book from being whole, each with its place:
    /// TOML that does not parse, an entry of `SUMMARY.md` without its file, an
    /// include whose file or anchor is missing.
    pub fn load(root: &Path) -> Result<Manuscript, Vec<Fault>> {
        let config = read_config(root).map_err(|fault| vec![fault])?;
        let src = config.book.src.clone();
        summary::check(root, &src)?;

        let mut driver = MDBook::load_with_config(root, config)
            .map_err(|error| vec![Fault::from_chain(src.join("SUMMARY.md"), &error)])?;
        let written = driver.book.clone();
        driver.book.for_each_mut(|item| {
            if let BookItem::Chapter(chapter) = item {
                chapter.content = markers::insert(&chapter.content);
            }
        });

        let faults = include_faults(root, &src, &written);
        if !faults.is_empty() {
            return Err(faults);
        }
        let (expanded, _) = driver
            .preprocess_book(&MarkdownRenderer::new())
            .map_err(|error| vec![Fault::from_chain("book.toml", &error)])?;

        let pages = chapters(&written)
            .zip(chapters(&expanded))
            .map(|(written, marked)| Page::new(&src, written, marked))
            .collect();
        Ok(Manuscript {
            root: root.to_path_buf(),
            pages,
        })
    }
}

impl Page {
    fn new(src: &Path, written: &book::Chapter, marked: &book::Chapter) -> Page {
        let path = written.source_path.clone().expect("drafts have no pages");
        let (expanded, origin) = markers::remove(&marked.content);
        Page {
            file: src.join(&path),
            path,
            title: written.name.clone(),
            written: written.content.clone(),
            expanded,
            origin,
        }
    }

    /// The name that the page's example and figure share: `await`.
    pub fn slug(&self) -> &str {
        self.path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .unwrap_or_default()
    }

    /// The line of the page's file, counted from one, that line `line` of the
    /// expanded text, counted from zero, comes from.
    pub fn written_line(&self, line: usize) -> usize {
        self.origin
            .get(line)
            .or(self.origin.last())
            .map_or(1, |line| line + 1)
    }

    /// A fault at a line of the page's file, counted from one.
    pub fn fault(&self, line: usize, says: impl Into<String>) -> Fault {
        Fault::at(&self.file, line, says)
    }

    /// The code blocks of the page, in order.
    pub fn code_blocks(&self) -> Vec<CodeBlock> {
        fence::code_blocks(self)
    }

    /// The includes that stand on the page as the author wrote it.
    pub fn includes(&self) -> Vec<Include> {
        include::find(&self.file, &self.written)
    }
}

/// Every chapter that has a file, depth first.
fn chapters(book: &Book) -> impl Iterator<Item = &book::Chapter> {
    book.chapters()
        .filter(|chapter| chapter.source_path.is_some())
}

fn read_config(root: &Path) -> Result<Config, Fault> {
    let file = Path::new("book.toml");
    let text = std::fs::read_to_string(root.join(file))
        .map_err(|error| Fault::new(file, format!("{error}: the book's root has a book.toml")))?;
    if let Err(error) = text.parse::<toml::Table>() {
        let line = error
            .span()
            .map_or(1, |span| text[..span.start].matches('\n').count() + 1);
        return Err(Fault::at(file, line, error.message()));
    }
    let mut config: Config = text
        .parse()
        .map_err(|error| Fault::from_chain(file, &error))?;
    config
        .update_from_env()
        .map_err(|error| Fault::from_chain(file, &error))?;
    Ok(config)
}

fn include_faults(root: &Path, src: &Path, book: &Book) -> Vec<Fault> {
    chapters(book)
        .flat_map(|chapter| {
            let file = src.join(chapter.source_path.as_ref().expect("filtered"));
            include::find(&file, &chapter.content)
                .into_iter()
                .filter_map(move |include| include.fault(root, &file))
        })
        .collect()
}
