//! One whole built copy of the book, and how it is built.
//!
//! mdBook empties its output folder before it writes, so a build never goes
//! into the folder that is being served: each edition has its own, and takes
//! it away when the last request that uses it is done.

use crate::{live, log, policy, steps};
use anyhow::Context;
use manuscript::{Fault, Manuscript};
use mdbook_driver::MDBook;
use mdbook_driver::config::Config;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The script of the book that gives a public copy its buttons.
const PUBLIC: &str = "theme/public.js";

/// A built copy, ready to be served.
#[derive(Debug)]
pub(crate) struct Edition {
    /// Its files; removed when dropped.
    folder: TempDir,
    /// The book's title.
    pub(crate) title: String,
    /// How many pages have a file of their own.
    pub(crate) pages: usize,
    /// A digest of all its files: two builds of one book are the same edition,
    /// in one reader or in two, so that a restart reloads nothing.
    pub(crate) id: String,
    /// What its pages may do, as a browser is told.
    pub(crate) policy: String,
}

impl Edition {
    /// The folder to serve.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }
}

/// What came of a build.
#[derive(Debug)]
pub(crate) struct Built {
    /// A whole book, or what is in its way.
    pub(crate) edition: Result<Edition, Vec<Fault>>,
    /// What mdBook said that nobody's page is to blame for.
    pub(crate) remarks: Vec<String>,
}

/// Builds the book of `root` into a new folder under `copies`.
pub(crate) fn build(root: &Path, copies: &Path) -> Built {
    let manuscript = match Manuscript::load(root) {
        Ok(manuscript) => manuscript,
        Err(faults) => {
            return Built {
                edition: Err(faults),
                remarks: Vec::new(),
            };
        }
    };
    let (rendered, said) = log::listen(|| render(&manuscript, copies));
    let (mut faults, remarks) = blame(&manuscript, said);
    let edition = match rendered {
        Ok(edition) if faults.is_empty() => Ok(edition),
        Ok(_) => Err(faults),
        Err(error) => {
            faults.push(Fault::new("book.toml", format!("{error:#}")));
            Err(faults)
        }
    };
    Built { edition, remarks }
}

fn render(manuscript: &Manuscript, copies: &Path) -> anyhow::Result<Edition> {
    // It may have gone with `cargo clean`.
    fs::create_dir_all(copies)?;
    let folder = tempfile::Builder::new()
        .prefix("edition-")
        .tempdir_in(copies)?;
    let config = config(&manuscript.root, folder.path())?;
    let title = config.book.title.clone();
    MDBook::load_with_config(&manuscript.root, config)?.build()?;
    steps::write(&manuscript.root, folder.path())?;
    let (id, policy) = sign(folder.path()).context("the built pages can't be read again")?;
    Ok(Edition {
        folder,
        title: title.unwrap_or_else(|| "The book".to_string()),
        pages: manuscript.pages.len(),
        id,
        policy,
    })
}

/// `book.toml` and mdBook's environment variables, and over both of them what
/// serving needs.
fn config(root: &Path, folder: &Path) -> anyhow::Result<Config> {
    let mut config = Config::from_disk(root.join("book.toml"))?;
    config.update_from_env()?;
    config.build.build_dir = folder.to_path_buf();
    // A reader never writes to the book.
    config.build.create_missing = false;
    // With two renderers mdBook would give each a folder of its own.
    let html: Option<Value> = config.get("output.html")?;
    config.set("output", json!({ "html": html.unwrap_or(json!({})) }))?;
    // Pages have their buttons from us, and need not ask for those of a public copy.
    let scripts: Option<Vec<PathBuf>> = config.get("output.html.additional-js")?;
    let others = scripts.unwrap_or_default().into_iter();
    let others: Vec<_> = others.filter(|script| !script.ends_with(PUBLIC)).collect();
    config.set("output.html.additional-js", others)?;
    // 404.html is shown at every depth, and takes its links from here.
    config.set("output.html.site-url", "/")?;
    Ok(config)
}

/// Digests every file, and adds to every page what keeps it current. The
/// digest comes first, because a page carries it. Returns it, and the pages'
/// policy.
fn sign(folder: &Path) -> anyhow::Result<(String, String)> {
    let mut files = Vec::new();
    list(folder, &mut files)?;
    files.sort();
    let mut digest = Sha256::new();
    let mut pages = Vec::new();
    for file in files {
        let bytes = fs::read(&file)?;
        let name = file.strip_prefix(folder)?.to_string_lossy().into_owned();
        for part in [name.as_bytes(), &bytes] {
            digest.update((part.len() as u64).to_le_bytes());
            digest.update(part);
        }
        if file
            .extension()
            .is_some_and(|extension| extension == "html")
        {
            pages.push((file, String::from_utf8(bytes)?));
        }
    }
    let id: String = digest.finalize()[..8]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let mut scripts = BTreeSet::new();
    for (file, page) in pages {
        scripts.extend(policy::scripts(&page));
        fs::write(file, live::insert(page, &id))?;
    }
    Ok((id, policy::policy(&scripts)))
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            list(&entry.path(), files)?;
        } else {
            files.push(entry.path());
        }
    }
    Ok(())
}

/// Finds the page that a remark is about: mdBook puts its path in backticks.
/// An error about no page is one about `book.toml`; a warning about no page
/// keeps nobody from reading.
fn blame(manuscript: &Manuscript, said: Vec<log::Remark>) -> (Vec<Fault>, Vec<String>) {
    let mut faults = Vec::new();
    let mut remarks = Vec::new();
    for remark in said {
        let words = remark.says;
        let page = manuscript.pages.iter().find(|page| {
            let path = page.path.to_string_lossy().replace('\\', "/");
            words.replace('\\', "/").contains(&format!("`{path}`"))
        });
        match page {
            Some(page) => faults.push(Fault::new(&page.file, words)),
            None if remark.is_error => faults.push(Fault::new("book.toml", words)),
            None => remarks.push(words),
        }
    }
    (faults, remarks)
}
