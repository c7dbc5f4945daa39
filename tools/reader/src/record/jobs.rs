//! Which programs are recorded, how they are drawn, and where figures go.

use super::Record;
use anyhow::{Context, bail, ensure};
use figure::{Clock, Draws, Panels, Plan};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// Where a book says how its figures are drawn.
const PLANS: &str = "book/figures/figures.toml";

/// One program, and where its figure goes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Job {
    /// What it is called: a chapter's slug, or the name of a file.
    pub(crate) slug: String,
    /// The program.
    pub(crate) source: PathBuf,
    /// How it is drawn.
    pub(crate) plan: Plan,
    /// What is written, and where.
    pub(crate) outputs: Vec<Output>,
}

/// A file to write.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Output {
    pub(crate) form: Form,
    pub(crate) file: PathBuf,
}

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// The recording, as lines of JSON.
    Recording,
    /// A picture of its own.
    Picture,
    /// Picture, legend and words, as a part of a chapter's page.
    Part,
    /// The same as a page of its own.
    Page,
}

/// What is asked for.
pub(crate) fn jobs(root: &Path, asked: &Record) -> anyhow::Result<Vec<Job>> {
    let chapters = asked.all || asked.programs.iter().any(|name| !is_file_name(name));
    let plans = if chapters {
        plans(root)?
    } else {
        BTreeMap::new()
    };
    if asked.all {
        ensure!(!plans.is_empty(), "{PLANS} names no figure");
        let jobs = plans.iter().map(|(slug, plan)| chapter(root, slug, plan));
        return jobs.collect();
    }
    ensure!(
        asked.output.is_empty() || asked.programs.len() == 1,
        "--output is for one program"
    );
    let job = |name: &String| match is_file_name(name) {
        true => own(name, asked),
        false => {
            ensure!(
                asked.output.is_empty() && !asked.by_line && !asked.memory,
                "the figure of a chapter goes to book/figures, as {PLANS} says: \
                 --output, --by-line and --memory are for a FILE.rs"
            );
            let plan = plans.get(name).with_context(|| unknown(root, name))?;
            chapter(root, name, plan)
        }
    };
    asked.programs.iter().map(job).collect()
}

fn is_file_name(name: &str) -> bool {
    Path::new(name).extension() == Some(OsStr::new("rs"))
}

fn plans(root: &Path) -> anyhow::Result<BTreeMap<String, Plan>> {
    let text = fs::read_to_string(root.join(PLANS)).context(PLANS)?;
    figure::plans(&text).context(PLANS)
}

fn unknown(root: &Path, slug: &str) -> String {
    match example(root, slug).is_file() {
        true => format!("the chapter {slug} has no figure: give it one in {PLANS}"),
        false => format!("no chapter has the slug {slug}: there is no examples/{slug}.rs"),
    }
}

fn example(root: &Path, slug: &str) -> PathBuf {
    root.join("examples").join(slug).with_extension("rs")
}

fn chapter(root: &Path, slug: &str, plan: &Plan) -> anyhow::Result<Job> {
    let source = example(root, slug);
    if !source.is_file() {
        bail!("{PLANS} has a figure for {slug}, and there is no examples/{slug}.rs");
    }
    let output = |(form, ending)| {
        let file = root.join("book/figures").join(slug).with_extension(ending);
        Output { form, file }
    };
    let outputs = [
        (Form::Recording, "json"),
        (Form::Picture, "svg"),
        (Form::Part, "html"),
    ];
    Ok(Job {
        slug: slug.to_owned(),
        source,
        plan: plan.clone(),
        outputs: outputs.map(output).into(),
    })
}

/// A program of the reader's own.
fn own(name: &str, asked: &Record) -> anyhow::Result<Job> {
    let source = PathBuf::from(name);
    ensure!(source.is_file(), "there is no file {name}");
    let files = match asked.output.as_slice() {
        [] => vec![source.with_extension("svg")],
        files => files.to_vec(),
    };
    let slug = source.file_stem().unwrap_or_default().to_string_lossy();
    Ok(Job {
        plan: Plan {
            title: format!("A run of {slug}"),
            draws: if asked.memory {
                Draws::Memory
            } else {
                Draws::Tasks
            },
            panels: if asked.by_line {
                Panels::EachLine
            } else {
                Panels::One
            },
            // Nothing is compared with it.
            clock: Clock::default(),
        },
        slug: slug.into_owned(),
        source,
        outputs: files.into_iter().map(output).collect::<Result<_, _>>()?,
    })
}

fn output(file: PathBuf) -> anyhow::Result<Output> {
    let form = match file.extension().and_then(OsStr::to_str) {
        Some("svg") => Form::Picture,
        Some("html") => Form::Page,
        Some("json") => Form::Recording,
        _ => bail!(
            "--output {}: the name ends in .svg, .html or .json",
            file.display()
        ),
    };
    Ok(Output { form, file })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with two chapters that have figures, and one that has none.
    fn project() -> tempfile::TempDir {
        let project = tempfile::tempdir().unwrap();
        for folder in ["examples", "book/figures"] {
            fs::create_dir_all(project.path().join(folder)).unwrap();
        }
        for name in ["two.rs", "one.rs", "one.out", "bare.rs"] {
            fs::write(project.path().join("examples").join(name), "").unwrap();
        }
        let plans = "[two]\ntitle = \"Two\"\npanels = \"each-line\"\n[one]\ntitle = \"One\"\n";
        fs::write(project.path().join(PLANS), plans).unwrap();
        project
    }

    fn asked(programs: &[&str]) -> Record {
        Record {
            programs: programs.iter().map(ToString::to_string).collect(),
            all: false,
            output: Vec::new(),
            by_line: false,
            memory: false,
            seconds: 10,
        }
    }

    /// What is said of something that can't be done.
    fn refused(root: &Path, asked: &Record) -> String {
        jobs(root, asked).unwrap_err().to_string()
    }

    #[test]
    fn all_are_the_chapters_that_have_figures() {
        let project = project();
        let all = Record {
            all: true,
            ..asked(&[])
        };
        let jobs = jobs(project.path(), &all).unwrap();
        let slugs: Vec<&str> = jobs.iter().map(|job| job.slug.as_str()).collect();
        assert_eq!(slugs, ["one", "two"]);
        assert_eq!(jobs[1].plan.panels, Panels::EachLine);
        let files: Vec<bool> = ["one.json", "one.svg", "one.html"]
            .iter()
            .zip(&jobs[0].outputs)
            .map(|(name, output)| output.file.ends_with(Path::new("book/figures").join(name)))
            .collect();
        assert_eq!(files, [true; 3]);
    }

    #[test]
    fn a_chapter_that_cannot_be_drawn_is_told() {
        let project = project();
        for (slug, words) in [
            (
                "three",
                "no chapter has the slug three: there is no examples/three.rs",
            ),
            (
                "bare",
                "the chapter bare has no figure: give it one in book/figures/figures.toml",
            ),
        ] {
            assert_eq!(refused(project.path(), &asked(&[slug])), words);
        }
    }

    #[test]
    fn a_figure_without_a_program_is_told() {
        let project = project();
        fs::remove_file(project.path().join("examples/two.rs")).unwrap();
        assert_eq!(
            refused(project.path(), &asked(&["two"])),
            "book/figures/figures.toml has a figure for two, and there is no examples/two.rs"
        );
    }

    #[test]
    fn a_file_is_drawn_beside_itself_or_where_it_is_said() {
        let project = project();
        let file = project.path().join("examples/two.rs");
        let mut asked = asked(&[file.to_str().unwrap()]);
        let written = |asked: &Record| -> Vec<(Form, PathBuf)> {
            let job = jobs(project.path(), asked).unwrap().remove(0);
            let outputs = job.outputs.into_iter();
            outputs.map(|output| (output.form, output.file)).collect()
        };
        let beside = (Form::Picture, file.with_extension("svg"));
        assert_eq!(written(&asked), [beside]);
        asked.output = vec!["a.html".into(), "b.json".into()];
        let named = [
            (Form::Page, "a.html".into()),
            (Form::Recording, "b.json".into()),
        ];
        assert_eq!(written(&asked), named);
        asked.output = vec!["a.png".into()];
        assert_eq!(
            refused(project.path(), &asked),
            "--output a.png: the name ends in .svg, .html or .json"
        );
    }

    #[test]
    fn outputs_are_for_one_program_of_the_reader_s_own() {
        let project = project();
        let with_output = |programs: &[&str]| Record {
            output: vec![PathBuf::from("out.svg")],
            ..asked(programs)
        };
        assert_eq!(
            refused(project.path(), &with_output(&["one", "two"])),
            "--output is for one program"
        );
        let words = refused(project.path(), &with_output(&["one"]));
        assert!(
            words.contains("--output, --by-line and --memory are for a FILE.rs"),
            "{words}"
        );
    }
}
