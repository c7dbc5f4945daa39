//! The same fences as mdBook itself tests them.
//!
//! A book beside the copy holds its pages as the reader sees them. What is no
//! plain `rust` becomes `text`, since nobody proves it with `mdbook test`, and
//! each program names its crates in a hidden line, as mdBook's guide asks for.

use crate::copy;
use anyhow::{Context, anyhow, ensure};
use manuscript::{Kind, Manuscript, Page};
use mdbook_driver::MDBook;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

const BOOK_TOML: &str = "\
[book]
title = \"The same fences\"
src = \"src\"

[build]
create-missing = false
use-default-preprocessors = false

[rust]
edition = \"2024\"
";

/// The crates that a program of the book may use.
const CRATES: [&str; 3] = ["tokio", "futures", "poll_by_poll"];

/// A book for `mdbook test`.
#[derive(Debug)]
pub(crate) struct Peer {
    /// The folder of its `book.toml`.
    folder: PathBuf,
    /// Where the libraries are that its programs use.
    libraries: String,
}

impl Peer {
    /// Writes the peer of `book` into `folder`.
    pub(crate) fn write(
        book: &Manuscript,
        folder: &Path,
        libraries: &Path,
    ) -> anyhow::Result<Peer> {
        let mut summary = String::from("# Summary\n\n");
        let mut files = vec![(PathBuf::from("book.toml"), BOOK_TOML.into())];
        for page in &book.pages {
            let path = page.path.to_string_lossy().replace('\\', "/");
            writeln!(summary, "- [{}]({path})", page.title)?;
            files.push((Path::new("src").join(&page.path), rewrite(page)?.into()));
        }
        files.push((PathBuf::from("src/SUMMARY.md"), summary.into()));
        copy::bring_to(folder, &files)?;
        Ok(Peer {
            folder: folder.to_path_buf(),
            libraries: libraries
                .to_str()
                .context("the folder of the project has a name that is not UTF-8")?
                .to_string(),
        })
    }

    /// Does what `mdbook test -L <libraries>` does, and returns the seconds.
    pub(crate) fn test(&self) -> anyhow::Result<f64> {
        let begun = Instant::now();
        MDBook::load(&self.folder)
            .and_then(|mut book| book.test(vec![&self.libraries]))
            .map_err(|error| {
                anyhow!(
                    "`mdbook test -L {}` fails in {}, so there is nothing to compare with; \
                     its words are above: {error:#}",
                    self.libraries,
                    self.folder.display()
                )
            })?;
        Ok(begun.elapsed().as_secs_f64())
    }
}

/// The page with no Rust on it but whole programs.
fn rewrite(page: &Page) -> anyhow::Result<String> {
    let mut text = page.expanded.clone();
    // From the last to the first, so that the ranges stay true.
    for block in page.code_blocks().into_iter().rev() {
        let info = block.info.as_deref().with_context(|| {
            let place = page.fault(block.line, "an indented block, which mdBook tests as Rust");
            format!("{place}: fence it")
        })?;
        let opening = text[block.range.clone()]
            .lines()
            .next()
            .unwrap_or_default()
            .to_string();
        let fence = opening.trim_end().strip_suffix(info).unwrap_or(&opening);
        ensure!(
            fence.trim().starts_with(['`', '~']),
            "{}",
            page.fault(block.line, "a fence that this bench can't read")
        );
        let (start, length) = (block.range.start, opening.len());
        if block.kind() == Some(Kind::Program) {
            let closing = start + text[block.range].trim_end().rfind('\n').unwrap_or(length);
            text.insert_str(closing, &hidden_lines(&block.body));
        } else {
            text.replace_range(start..start + length, &format!("{fence}text"));
        }
    }
    Ok(text)
}

/// Without cargo, a program names the crates that it uses. It does so at its
/// end, because it may begin with attributes, and nothing comes before those.
fn hidden_lines(program: &str) -> String {
    CRATES
        .iter()
        .filter(|name| program.contains(&format!("{name}::")))
        .map(|name| format!("\n# extern crate {name};"))
        .collect()
}
