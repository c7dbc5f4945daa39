//! Files in the folders of the cases that are part of none.

use crate::case::file_names;
use crate::{Folder, updating};
use std::fs;
use std::path::Path;

/// What stands in a folder and belongs to no whole case, each with the words
/// for its author. Files that a test made for a case that is gone are deleted
/// when this run updates.
pub fn strangers(folder: Folder) -> Vec<String> {
    strangers_in(&folder.path(), folder, updating())
}

fn strangers_in(path: &Path, folder: Folder, delete: bool) -> Vec<String> {
    let names = file_names(path);
    // What an author writes: where the program has the fault, that is one less.
    let written = [("manifest", folder.faulty()), ("cure", folder.cure())];
    let mut faults = Vec::new();
    for name in &names {
        let (fault, ending) = name.split_once('.').unwrap_or((name, ""));
        let place = format!("{}/{name}", folder.name());
        let has = |ending: &str| names.contains(&format!("{fault}.{ending}"));
        let missing = |(what, ending): &(&str, &str)| {
            (!has(ending))
                .then(|| format!("{place} has no {what}: write {fault}.{ending} beside it"))
        };
        let is_written = written.iter().any(|(_, known)| *known == ending);
        let is_made = folder.made().contains(&ending);
        match ending {
            "rs" => faults.extend(written.iter().filter_map(missing)),
            _ if folder.table() == Some(name) => {}
            _ if !is_written && !is_made => faults.push(format!(
                "{place} is nothing that a case in {} consists of",
                folder.name()
            )),
            _ if has("rs") => {}
            _ if is_written => faults.push(format!(
                "{place} is for no program: there is no {fault}.rs beside it"
            )),
            _ if delete => {
                if let Err(error) = fs::remove_file(path.join(name)) {
                    faults.push(format!("{place}: {error}"));
                }
            }
            _ => faults.push(format!(
                "{place} was made for a {fault}.rs that is gone: UPDATE=1 cargo test deletes it"
            )),
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use tempfile::TempDir;

    fn folder_with(names: &[&str]) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in names {
            fs::write(folder.path().join(name), "").unwrap();
        }
        folder
    }

    fn complaint(names: &[&str]) -> String {
        let folder = folder_with(names);
        strangers_in(folder.path(), Folder::Run, false).join("\n")
    }

    #[test]
    fn a_whole_case_is_no_stranger() {
        let whole = ["a.rs", "a.cure.rs", "a.out", "a.symptom", "a.cure.out"];
        assert_eq!(complaint(&whole), "");
        assert_eq!(complaint(&["a.rs", "a.cure.rs"]), "");
    }

    #[test]
    fn a_case_needs_a_cure_and_a_cure_a_case() {
        assert_eq!(
            complaint(&["late.rs"]),
            "run/late.rs has no cure: write late.cure.rs beside it"
        );
        assert_eq!(
            complaint(&["late.cure.rs"]),
            "run/late.cure.rs is for no program: there is no late.rs beside it"
        );
    }

    #[test]
    fn a_case_of_a_manifest_needs_two_of_them_and_its_folder_has_a_table() {
        let strangers = |names: &[&str]| {
            let folder = folder_with(names);
            strangers_in(folder.path(), Folder::Manifest, false)
        };
        let whole = ["time.rs", "time.toml", "time.cure.toml", "time.message"];
        assert_eq!(strangers(&whole), [""; 0]);
        assert_eq!(strangers(&["table.md"]), [""; 0]);
        assert_eq!(
            strangers(&["sync.toml", "time.cure.rs", "time.rs"]),
            [
                "manifest/sync.toml is for no program: there is no sync.rs beside it",
                "manifest/time.cure.rs is nothing that a case in manifest consists of",
                "manifest/time.rs has no manifest: write time.toml beside it",
                "manifest/time.rs has no cure: write time.cure.toml beside it",
            ]
        );
    }

    #[test]
    fn what_was_made_for_a_case_that_is_gone_is_told_or_deleted() {
        assert_eq!(
            complaint(&["late.out"]),
            "run/late.out was made for a late.rs that is gone: UPDATE=1 cargo test deletes it"
        );
        let folder = folder_with(&["late.out"]);
        assert_eq!(strangers_in(folder.path(), Folder::Run, true), [""; 0]);
        assert_eq!(file_names(folder.path()), BTreeSet::new());
    }

    #[test]
    fn any_other_file_is_told_and_never_deleted() {
        let folder = folder_with(&["notes.txt", "late.stderr"]);
        let faults = strangers_in(folder.path(), Folder::Run, true);
        assert_eq!(
            faults,
            [
                "run/late.stderr is nothing that a case in run consists of",
                "run/notes.txt is nothing that a case in run consists of",
            ]
        );
        assert_eq!(file_names(folder.path()).len(), 2);
    }
}
