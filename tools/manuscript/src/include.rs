//! `{{#include …}}` on a page.
//!
//! mdBook logs a missing file and goes on, and gives an empty text for a
//! missing anchor; so each include is resolved here as well, and told.

use crate::Fault;
use regex::Regex;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::LazyLock;

static DIRECTIVE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(\\?)\{\{\s*#([A-Za-z0-9_]+)\s+([^}]+)\}\}").unwrap());
static ANCHOR: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"ANCHOR:\s*(?<name>[\w-]+)").unwrap());
static ANCHOR_END: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"ANCHOR_END:\s*(?<name>[\w-]+)").unwrap());

/// One directive on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Include {
    /// The line of the page, counted from one.
    pub line: usize,
    /// The word behind the `#`: `include`, or one that this book does without.
    pub directive: String,
    /// The file, relative to the book's root.
    pub file: PathBuf,
    /// Which part of the file.
    pub part: Part,
}

/// Which part of a file an include shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// The lines between `ANCHOR: name` and `ANCHOR_END: name`.
    Anchor(String),
    /// Lines by number, as written behind the colon.
    Lines(String),
}

/// The directives in `text`, which is that of the page `page`.
pub(crate) fn find(page: &Path, text: &str) -> Vec<Include> {
    let folder = page.parent().unwrap_or(Path::new(""));
    let mut found = Vec::new();
    for (number, line) in text.lines().enumerate() {
        for captures in DIRECTIVE.captures_iter(line) {
            if captures[1].is_empty() && &captures[2] != "title" {
                let argument = captures[3].split_whitespace().next().unwrap_or_default();
                let (file, part) = argument.split_once(':').unwrap_or((argument, ""));
                found.push(Include {
                    line: number + 1,
                    directive: captures[2].to_string(),
                    file: normal(&folder.join(file)),
                    part: Part::parse(part),
                });
            }
        }
    }
    found
}

/// Whether a line holds one directive and nothing else.
pub(crate) fn fills(line: &str) -> bool {
    DIRECTIVE
        .find(line.trim())
        .is_some_and(|found| found.as_str() == line.trim())
}

impl Part {
    fn parse(part: &str) -> Part {
        match part {
            "" => Part::Whole,
            // A name that starts with a digit is a line number to mdBook.
            _ if part.starts_with(|first: char| first.is_ascii_digit() || first == ':') => {
                Part::Lines(part.to_string())
            }
            _ => Part::Anchor(part.to_string()),
        }
    }
}

impl Include {
    /// What keeps this include from showing what it names.
    pub(crate) fn fault(&self, root: &Path, page: &Path) -> Option<Fault> {
        let fault = |says: String| Some(Fault::at(page, self.line, says));
        let file = self.file.to_string_lossy().replace('\\', "/");
        if self.directive != "include" {
            return fault(format!(
                "`#{}` hides lines or adds its own fence: use `#include`",
                self.directive
            ));
        }
        if self.file.starts_with("..") || self.file.is_absolute() {
            return fault(format!("the include leaves the project: {file}"));
        }
        if !root.join(&self.file).is_file() {
            return fault(format!("the include finds no file {file}"));
        }
        let text = match fs::read_to_string(root.join(&self.file)) {
            Ok(text) => text,
            Err(error) => return fault(format!("the include cannot read {file}: {error}")),
        };
        if DIRECTIVE.is_match(&text) {
            return fault(format!(
                "{file} holds an include of its own, which mdBook would expand"
            ));
        }
        match &self.part {
            Part::Whole => None,
            Part::Lines(_) => fault(format!(
                "lines by number move when {file} is edited: mark them with `ANCHOR: name`"
            )),
            Part::Anchor(name) => {
                let marked = |marker: &Regex| {
                    marker
                        .captures_iter(&text)
                        .any(|found| &found["name"] == name)
                };
                if !marked(&ANCHOR) {
                    fault(format!("{file} has no `ANCHOR: {name}`"))
                } else if !marked(&ANCHOR_END) {
                    fault(format!("{file} has no `ANCHOR_END: {name}`"))
                } else {
                    None
                }
            }
        }
    }
}

/// The path with `.` and `..` taken out, as text: nothing is looked up.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if normal.file_name().is_some() => {
                normal.pop();
            }
            other => normal.push(other),
        }
    }
    normal
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(usize, String, Part)> {
        find(Path::new("book/part/page.md"), text)
            .into_iter()
            .map(|include| {
                (
                    include.line,
                    include.file.to_string_lossy().into_owned(),
                    include.part,
                )
            })
            .collect()
    }

    #[test]
    fn a_path_is_relative_to_the_page_and_told_from_the_root() {
        assert_eq!(
            found("\n{{#include ../../examples/await.rs}}"),
            [(2, "examples/await.rs".to_string(), Part::Whole)]
        );
    }

    #[test]
    fn an_anchor_is_told_from_a_line() {
        assert_eq!(
            found("{{#include a.rs:main}}")[0].2,
            Part::Anchor("main".into())
        );
        assert_eq!(
            found("{{#include a.rs:2:3}}")[0].2,
            Part::Lines("2:3".into())
        );
        assert_eq!(found("{{#include a.rs::3}}")[0].2, Part::Lines(":3".into()));
    }

    #[test]
    fn an_escaped_directive_is_text() {
        assert_eq!(found(r"\{{#include a.rs}}"), []);
    }

    #[test]
    fn a_path_may_leave_the_root_only_to_be_refused() {
        let include = &find(Path::new("book/page.md"), "{{#include ../../secret}}")[0];
        assert_eq!(include.file, Path::new("../secret"));
        let fault = include
            .fault(Path::new("."), Path::new("book/page.md"))
            .unwrap();
        assert!(fault.says.contains("leaves the project"), "{fault}");
    }
}
