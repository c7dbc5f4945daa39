//! A mistake that no page shows teaches nobody, nor does one without a cure.

use super::chapters::files_in;
use manuscript::{Fault, Manuscript, Page};
use mistakes::Folder;
use std::path::Path;

/// Cases of `tests/mistakes` that no page shows with their words and cure.
pub fn unshown(book: &Manuscript) -> Vec<Fault> {
    let unshown = |file: &Path| {
        let folder = folder_of_case(file)?;
        unshown_case(book, folder, file)
    };
    let files = files_in(&book.root, "tests/mistakes");
    files.iter().filter_map(|file| unshown(file)).collect()
}

/// The folder that a file stands in, if the file has the fault of a case.
fn folder_of_case(file: &Path) -> Option<Folder> {
    let name = file.file_name()?.to_str()?;
    let (_, ending) = name.split_once('.')?;
    let is_its = |folder: &Folder| {
        let path = Path::new("tests/mistakes").join(folder.name());
        file.parent() == Some(&path) && ending == folder.faulty()
    };
    Folder::ALL.into_iter().find(is_its)
}

/// Whether a page shows a case, whose fault is in this file: by itself, or as a
/// row of its folder's table, which has its words and its cure.
pub fn shows(page: &Page, folder: Folder, case: &Path) -> bool {
    let table = folder.table().map(|table| case.with_file_name(table));
    includes(page, case) || table.is_some_and(|table| includes(page, &table))
}

fn includes(page: &Page, file: &Path) -> bool {
    page.includes().iter().any(|include| include.file == file)
}

fn unshown_case(book: &Manuscript, folder: Folder, case: &Path) -> Option<Fault> {
    let Some(page) = book.pages.iter().find(|page| includes(page, case)) else {
        let is_shown = book.pages.iter().any(|page| shows(page, folder, case));
        return (!is_shown).then(|| Fault::new(case, "no page shows this mistake"));
    };
    for (ending, what) in [
        (folder.words(), "what it says"),
        (folder.cure(), "its cure"),
    ] {
        if !includes(page, &case.with_extension(ending)) {
            let file = page.file.to_string_lossy().replace('\\', "/");
            return Some(Fault::new(
                case,
                format!("{file} shows this mistake without {what} (.{ending})"),
            ));
        }
    }
    None
}
