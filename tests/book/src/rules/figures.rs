//! A figure belongs to a chapter, which shows it.

use super::chapters::{chapters, files_in};
use figure::Plan;
use manuscript::{Fault, Manuscript, Page};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;

/// Where figures stand.
const FOLDER: &str = "book/figures";

/// What says how they are drawn, in that folder.
const PLANS: &str = "figures.toml";

/// The files that a figure consists of, by their endings.
const FILES: [&str; 3] = ["html", "json", "svg"];

/// Figures that no chapter shows, that are not whole, or that nobody planned.
pub fn unshown(book: &Manuscript) -> Vec<Fault> {
    let file = Path::new(FOLDER).join(PLANS);
    let Ok(text) = fs::read_to_string(book.root.join(&file)) else {
        return Vec::new(); // a book without figures
    };
    let plans = match figure::plans(&text) {
        Ok(plans) => plans,
        Err(error) => return vec![Fault::new(file, error.message().to_owned())],
    };
    let mut faults = Vec::new();
    for slug in plans.keys() {
        match chapters(book).find(|page| page.slug() == slug) {
            None => faults.push(Fault::new(&file, format!("no chapter has the slug {slug}"))),
            Some(page) if !shows(page, slug) => faults.push(Fault::new(
                &page.file,
                format!("the chapter does not show {FOLDER}/{slug}.html"),
            )),
            Some(_) => {}
        }
        for ending in FILES {
            let part = Path::new(FOLDER).join(slug).with_extension(ending);
            if !book.root.join(&part).is_file() {
                let words = format!("it is missing: `cargo run -- record {slug}` writes it");
                faults.push(Fault::new(part, words));
            }
        }
    }
    faults.extend(unplanned(book, &plans));
    faults
}

fn shows(page: &Page, slug: &str) -> bool {
    let figure = Path::new(FOLDER).join(slug).with_extension("html");
    page.includes().iter().any(|include| include.file == figure)
}

fn unplanned(book: &Manuscript, plans: &BTreeMap<String, Plan>) -> Vec<Fault> {
    let is_planned = |file: &Path| {
        let stem = file.file_stem().and_then(OsStr::to_str).unwrap_or_default();
        let ending = file.extension().and_then(OsStr::to_str).unwrap_or_default();
        file.ends_with(PLANS) || plans.contains_key(stem) && FILES.contains(&ending)
    };
    files_in(&book.root, FOLDER)
        .into_iter()
        .filter(|file| !is_planned(file))
        .map(|file| Fault::new(file, format!("{PLANS} names no such figure")))
        .collect()
}
