//! `cargo run -- record …`: records programs, and draws what their tasks did.
//!
//! A chapter's figure and recording go to `book/figures/`; those of any other
//! program stand beside it, or where `--output` says.

use crate::terminal;
use anyhow::{Context, bail, ensure};
use clap::Args;
use figure::Options;
use runner::{CompileError, End, Limits, Recorded, Toolchain};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// What to record.
#[derive(Debug, Args)]
pub struct Record {
    /// Chapters by their slug, or files with a program
    #[arg(value_name = "SLUG|FILE.rs", required_unless_present = "all")]
    pub programs: Vec<String>,

    /// The program of every chapter
    #[arg(long, conflicts_with = "programs")]
    pub all: bool,

    /// Where the figure of a FILE.rs goes [default: beside it, FILE.html]
    #[arg(short, long, value_name = "FILE", conflicts_with = "all")]
    pub output: Option<PathBuf>,
}

/// One program, and where its figure goes.
#[derive(Debug, PartialEq, Eq)]
struct Job {
    slug: String,
    source: PathBuf,
    figure: PathBuf,
    /// A chapter's figure is part of a page; any other is a page of its own.
    is_chapter: bool,
}

/// Records what is asked for, one program after the other.
pub(crate) fn record(root: &Path, asked: &Record) -> anyhow::Result<()> {
    let jobs = jobs(root, asked)?;
    terminal::step("Building what a recording needs (half a minute the first time)");
    let toolchain = Toolchain::prepare(root)?.recording()?;
    for (number, job) in jobs.iter().enumerate() {
        let (number, slug) = (number + 1, &job.slug);
        terminal::step(format_args!("{number} of {}: {slug}", jobs.len()));
        let told = draw(&toolchain, job).with_context(|| slug.clone())?;
        for words in told {
            terminal::warning(format_args!("{slug}: {words}"));
        }
        terminal::step(format_args!("  drawn: {}", job.figure.display()));
    }
    Ok(())
}

fn jobs(root: &Path, asked: &Record) -> anyhow::Result<Vec<Job>> {
    if asked.all {
        let mut jobs = Vec::new();
        for entry in fs::read_dir(root.join("examples")).context("examples")? {
            let path = entry?.path();
            if path.extension() == Some(OsStr::new("rs")) {
                jobs.push(chapter(root, &stem(&path)));
            }
        }
        jobs.sort_by(|one, other| one.slug.cmp(&other.slug));
        return Ok(jobs);
    }
    ensure!(
        asked.output.is_none() || asked.programs.len() == 1,
        "--output is for one program"
    );
    asked
        .programs
        .iter()
        .map(|name| job(root, name, asked))
        .collect()
}

fn job(root: &Path, name: &str, asked: &Record) -> anyhow::Result<Job> {
    let path = Path::new(name);
    if path.extension() == Some(OsStr::new("rs")) {
        ensure!(path.is_file(), "there is no file {name}");
        let figure = asked
            .output
            .clone()
            .unwrap_or_else(|| path.with_extension("html"));
        let source = path.to_path_buf();
        return Ok(Job {
            slug: stem(path),
            source,
            figure,
            is_chapter: false,
        });
    }
    let job = chapter(root, name);
    if !job.source.is_file() {
        bail!("no chapter has the slug {name}: there is no examples/{name}.rs");
    }
    ensure!(
        asked.output.is_none(),
        "the figure of a chapter goes to book/figures"
    );
    Ok(job)
}

fn chapter(root: &Path, slug: &str) -> Job {
    Job {
        slug: slug.to_string(),
        source: root.join("examples").join(slug).with_extension("rs"),
        figure: root.join("book/figures").join(slug).with_extension("html"),
        is_chapter: true,
    }
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// Draws one program, and returns what its reader has to know of the figure.
fn draw(toolchain: &Toolchain, job: &Job) -> anyhow::Result<Vec<String>> {
    let source = fs::read_to_string(&job.source)?;
    let program = match toolchain.compile(&source) {
        Ok(program) => program,
        Err(CompileError::Rejected(words)) => bail!("it does not compile\n{words}"),
        Err(error) => return Err(error.into()),
    };
    let recorded = runner::record(&program, &Limits::default())?;
    ensure!(
        !recorded.events.is_empty(),
        "tokio told nothing: the program ran no task and no `block_on`, so there is nothing to draw"
    );
    let options = Options {
        source: Some(&source),
        ..Options::new(&job.slug)
    };
    let figure = figure::figure(&recorded.events, &options);
    let figure = if job.is_chapter {
        figure
    } else {
        page(&figure, &job.slug)
    };
    if let Some(folder) = job.figure.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&job.figure, figure)?;
    fs::write(job.figure.with_extension("json"), recorded.text())?;
    Ok(told(&recorded))
}

/// What a figure alone does not say.
fn told(recorded: &Recorded) -> Vec<String> {
    let mut told = Vec::new();
    match recorded.run.end {
        End::Stopped { after, .. } => told.push(format!(
            "still running after {} s: the figure ends there",
            after.as_secs()
        )),
        End::Exited(status) if !status.success() => {
            told.push(format!(
                "it ended with {status}:\n{}",
                recorded.run.stderr.text()
            ));
        }
        End::Exited(_) => {}
    }
    if recorded.is_cut() {
        told.push("it did more than a recording holds: the figure is cut short".to_string());
    }
    told
}

/// The colours that a figure takes from the page around it: mdBook's, light and
/// navy.
const COLOURS: &str = "\
:root { color-scheme: light dark; \
--bg: light-dark(#fff, #161923); --fg: light-dark(#000, #bcbdd0); } \
body { background: var(--bg); color: var(--fg); font-family: sans-serif; } ";

/// A figure as a page of its own.
fn page(figure: &str, slug: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{slug}</title>\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <style>{COLOURS}{}</style>{figure}</html>\n",
        figure::STYLE
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with the programs of two chapters.
    fn project() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("examples")).unwrap();
        for name in ["two.rs", "one.rs", "one.out"] {
            fs::write(folder.path().join("examples").join(name), "").unwrap();
        }
        folder
    }

    fn asked(programs: &[&str]) -> Record {
        Record {
            programs: programs.iter().map(ToString::to_string).collect(),
            all: false,
            output: None,
        }
    }

    #[test]
    fn all_are_the_programs_of_the_chapters_in_order() {
        let project = project();
        let all = Record {
            all: true,
            ..asked(&[])
        };
        let jobs = jobs(project.path(), &all).unwrap();
        let slugs: Vec<&str> = jobs.iter().map(|job| job.slug.as_str()).collect();
        assert_eq!(slugs, ["one", "two"]);
        assert!(jobs[0].figure.ends_with("book/figures/one.html"));
    }

    #[test]
    fn an_unknown_chapter_is_told() {
        let project = project();
        let error = jobs(project.path(), &asked(&["three"])).unwrap_err();
        assert_eq!(
            error.to_string(),
            "no chapter has the slug three: there is no examples/three.rs"
        );
    }

    #[test]
    fn a_file_is_drawn_beside_itself() {
        let project = project();
        let file = project.path().join("examples/two.rs");
        let jobs = jobs(project.path(), &asked(&[file.to_str().unwrap()])).unwrap();
        assert_eq!(jobs[0].figure, file.with_extension("html"));
        assert!(!jobs[0].is_chapter);
    }

    #[test]
    fn one_output_is_for_one_program() {
        let project = project();
        let output = Some(PathBuf::from("out.html"));
        let error = jobs(
            project.path(),
            &Record {
                output,
                ..asked(&["one", "two"])
            },
        );
        assert_eq!(
            error.unwrap_err().to_string(),
            "--output is for one program"
        );
    }
}
