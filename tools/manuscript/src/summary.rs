//! `SUMMARY.md`: each entry has its file.

use crate::Fault;
use mdbook_markdown::pulldown_cmark::{Event, Tag};
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};
use std::fs;
use std::path::Path;

/// Names each entry whose file is missing, by its line. An entry without a
/// path is a draft and may be.
pub(crate) fn check(root: &Path, src: &Path) -> Result<(), Vec<Fault>> {
    let file = src.join("SUMMARY.md");
    let text = fs::read_to_string(root.join(&file))
        .map_err(|error| vec![Fault::new(&file, error.to_string())])?;
    let mut faults = Vec::new();
    let events = new_cmark_parser(&text, &MarkdownOptions::default());
    for (event, range) in events.into_offset_iter() {
        if let Event::Start(Tag::Link { dest_url, .. }) = event {
            let missing = !dest_url.is_empty() && !root.join(src).join(&*dest_url).is_file();
            if missing {
                let line = text[..range.start].matches('\n').count() + 1;
                faults.push(Fault::at(
                    &file,
                    line,
                    format!("the entry has no file {dest_url}"),
                ));
            }
        }
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults)
    }
}
