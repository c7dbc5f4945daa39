//! Records one program, and writes its figure.

use super::jobs::{Form, Job};
use anyhow::{Context, bail, ensure};
use figure::{Draws, Options};
use runner::{CompileError, End, Limits, Recorded, Toolchain};
use std::fs;

/// How many lines of a failed program's last words are told.
const LAST_WORDS: usize = 12;

/// Draws one program, and returns what its reader has to know of the figure.
pub(super) fn draw(
    toolchain: &Toolchain,
    job: &Job,
    limits: &Limits,
) -> anyhow::Result<Vec<String>> {
    let source = fs::read_to_string(&job.source)
        .with_context(|| format!("{} can't be read", job.source.display()))?;
    let program = match toolchain.compile(&source) {
        Ok(program) => program,
        Err(CompileError::Rejected(words)) => bail!("it does not compile\n{}", words.trim_end()),
        Err(error) => return Err(error.into()),
    };
    let mut recorded = runner::record(&program, limits)?;
    job.plan.clock.apply(&mut recorded.events);
    let nothing = match job.plan.draws {
        Draws::Tasks => {
            "tokio told nothing: the program ran no task and no `block_on`, so there is nothing to draw"
        }
        Draws::Memory => "the program printed no place in memory, such as `future 0..32`",
    };
    ensure!(
        figure::tells(&recorded.events, job.plan.draws),
        "{nothing}{}",
        told(&recorded)
            .iter()
            .fold(String::new(), |all, words| all + "\n" + words)
    );
    let options = Options {
        slug: &job.slug,
        plan: &job.plan,
        source: Some(&source),
    };
    for output in &job.outputs {
        let text = match output.form {
            Form::Recording => recorded.text(),
            Form::Picture => figure::document(&recorded.events, &options),
            Form::Part => figure::figure(&recorded.events, &options) + "\n",
            Form::Page => page(&figure::figure(&recorded.events, &options), &job.plan.title),
        };
        let folder = output.file.parent().unwrap_or(&output.file);
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(&output.file, text))
            .with_context(|| format!("{} can't be written", output.file.display()))?;
    }
    Ok(told(&recorded))
}

/// What a figure alone does not say.
fn told(recorded: &Recorded) -> Vec<String> {
    let mut told = Vec::new();
    match recorded.run.end {
        End::Stopped { after, .. } => told.push(format!(
            "still running after {} s, and stopped: the figure ends there (--seconds gives it more)",
            after.as_secs()
        )),
        End::Overfull { most } => told.push(format!(
            "it held more than {} MiB, and was stopped: the figure ends there",
            most >> 20
        )),
        End::Exited(status) if !status.success() => {
            let words = recorded.run.stderr.text();
            let lines: Vec<&str> = words.trim().lines().collect();
            let last = &lines[lines.len().saturating_sub(LAST_WORDS)..];
            told.push(format!("it ended with {status}\n{}", last.join("\n")));
        }
        End::Exited(_) => {}
    }
    if recorded.is_cut() {
        told.push("it did more than a recording holds: the figure is cut short".to_owned());
    }
    told
}

/// The colours that a figure takes from the page around it: mdBook's, light and
/// navy.
const COLOURS: &str = "\
:root { color-scheme: light dark; \
--bg: light-dark(#fff, #161923); --fg: light-dark(#000, #bcbdd0); } \
body { background: var(--bg); color: var(--fg); font-family: sans-serif; max-width: 60em; margin: 0 auto; padding: 1em; } ";

/// A figure as a page of its own.
fn page(figure: &str, title: &str) -> String {
    let title = title.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <style>{COLOURS}{}{}</style>\n<main>\n<h1>{title}</h1>\n{figure}\n</main>\n</html>\n",
        figure::STYLE,
        figure::MEMORY_STYLE
    )
}
