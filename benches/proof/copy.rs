//! A copy of the workspace, so that no file of an author is ever touched.

use anyhow::{Context, ensure};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a copy consists of: each file's place in it, and what it holds.
pub(crate) type Files = Vec<(PathBuf, Vec<u8>)>;

/// The files of the workspace that git tracks or would track.
pub(crate) fn files_of(root: &Path) -> anyhow::Result<Files> {
    let output = Command::new("git")
        .args(["ls-files", "-z", "-co", "--exclude-standard"])
        .current_dir(root)
        .output()
        .context("git can't be started: the bench asks it for the files of the project")?;
    ensure!(
        output.status.success(),
        "git doesn't list the files of the project; this bench needs a clone: {}",
        String::from_utf8_lossy(&output.stderr).trim()
    );
    let listed = String::from_utf8(output.stdout).context("a file's name is not UTF-8")?;
    listed
        .split_terminator('\0')
        .map(PathBuf::from)
        // git still lists a file that was removed and not yet committed.
        .filter(|file| root.join(file).is_file())
        .map(|file| {
            let bytes = fs::read(root.join(&file))
                .with_context(|| format!("{} can't be read", file.display()))?;
            Ok((file, bytes))
        })
        .collect()
}

/// Makes `folder` hold these files and no others. What is the same already
/// keeps its time, so that cargo builds nothing anew for it.
pub(crate) fn bring_to(folder: &Path, files: &Files) -> anyhow::Result<()> {
    let wanted: BTreeSet<PathBuf> = files.iter().map(|(file, _)| folder.join(file)).collect();
    let mut standing = Vec::new();
    if folder.exists() {
        list(folder, &mut standing)?;
    }
    for file in standing.iter().filter(|file| !wanted.contains(*file)) {
        fs::remove_file(file).with_context(|| format!("{} can't be removed", file.display()))?;
    }
    for (file, bytes) in files {
        write_if_changed(&folder.join(file), bytes)?;
    }
    Ok(())
}

/// Writes a file, and the folders above it, unless it holds just that.
pub(crate) fn write_if_changed(file: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    if fs::read(file).is_ok_and(|standing| standing == bytes) {
        return Ok(());
    }
    let folder = file.parent().expect("a file stands in a folder");
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(file, bytes))
        .with_context(|| format!("{} can't be written", file.display()))
}

/// All files below a folder but those that programs write to `target`.
fn list(folder: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if !entry.file_type()?.is_dir() {
            files.push(entry.path());
        } else if entry.file_name() != "target" {
            list(&entry.path(), files)?;
        }
    }
    Ok(())
}
