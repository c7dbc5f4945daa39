//! Compiles a program that is not trusted: in a sandbox, within limits, with the
//! compiler's words and the lines that they are about.
//!
//! A compiler has to be confined as well: `include_str!` reads files, and the
//! evaluation of a constant may never end.

use crate::compile::LINTS;
use crate::run::watch;
use crate::sandbox::{self, Job, Level};
use crate::transcript::without_places;
use crate::{End, Limits, Sandbox, Toolchain};
use cargo_metadata::diagnostic::{Diagnostic, DiagnosticLevel};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// How much longer than its words the compiler's JSON may be.
const JSON: usize = 16;

/// What came of a program's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compiled {
    /// The executable; `None` if the program was refused. It is kept as
    /// [`Toolchain::compile`] keeps it.
    pub program: Option<PathBuf>,
    /// What the compiler says, in its own words; empty if it says nothing.
    pub words: String,
    /// Whether it said more.
    pub cut: bool,
    /// The lines of the program that its errors and warnings point at, in their
    /// order.
    pub lines: Vec<Marked>,
}

/// A line that the compiler points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marked {
    /// Its number, from 1.
    pub line: usize,
    /// Whether by an error, and not by a warning.
    pub is_error: bool,
}

impl Toolchain {
    /// Compiles the text of a program that is not trusted, as
    /// [`compile`](Toolchain::compile) does with one that is. When the future is
    /// dropped, the compiler ends.
    ///
    /// `original` is a text of which this one may be a version: what the compiler
    /// learned of one version it uses for the next, which takes half the time.
    ///
    /// # Errors
    ///
    /// When the compiler can't be started or a file not be written. A program
    /// that is refused is no error, nor is one whose time is up.
    pub async fn compile_confined(
        &self,
        sandbox: &Sandbox,
        source: &str,
        original: &str,
        limits: &Limits,
    ) -> io::Result<Compiled> {
        let key = self.key(source);
        if let Some(program) = self.cache.get(&key) {
            return Ok(Compiled {
                program: Some(program),
                words: String::new(),
                cut: false,
                lines: Vec::new(),
            });
        }
        let workshop = self.cache.workshop()?;
        let folder = workshop.path();
        fs::create_dir(folder.join("src"))?;
        fs::write(folder.join("src/main.rs"), self.whole(source))?;
        let limits = Limits {
            output: limits.output * JSON,
            ..limits.clone()
        };
        let memory = self.cache.memory(&self.key(original))?;
        let command = sandbox.command(&self.job(folder, &memory, sandbox.level()))?;
        let run = watch(command, &limits, &|_, _| {}).await?;
        let mut compiled = read(&run.stderr.text(), limits.output / JSON);
        compiled.cut |= run.stderr.cut;
        match run.end {
            End::Stopped { after, .. } => {
                let after = after.as_secs();
                compiled.words = format!("The compiler was stopped after {after} s.\n");
            }
            End::Overfull { most } => {
                let most = most >> 20;
                compiled.words =
                    format!("The compiler took more than {most} MiB, and was stopped.\n");
            }
            End::Exited(status) if status.success() => {
                let built = folder.join("program");
                // One that the compiler warns of has to be compiled for the
                // warning each time.
                compiled.program = Some(match compiled.words.is_empty() {
                    true => self.cache.put(&key, &built)?,
                    false => self.cache.put(&format!("{key}-warned"), &built)?,
                });
            }
            End::Exited(_) if compiled.words.is_empty() => {
                // Words that are no diagnostic: the compiler itself failed.
                compiled.words = run.stderr.text();
            }
            End::Exited(_) => {}
        }
        Ok(compiled)
    }

    fn job<'a>(&self, folder: &Path, memory: &'a Path, level: Level) -> Job<'a> {
        let mut reads: Vec<PathBuf> = self.folders.iter().chain(&self.sources).cloned().collect();
        // <sysroot>/bin/rustc
        reads.extend(self.rustc.ancestors().nth(2).map(PathBuf::from));
        let mut environment = Vec::new();
        if let Some(lints) = &self.lints {
            environment.push((LINTS, lints.into()));
            reads.push(lints.join("clippy.toml"));
        }
        let mut arguments = self.arguments();
        arguments.push("--error-format=json".to_owned());
        let memory_inside = sandbox::place_of(level, memory);
        arguments.push(format!("-Cincremental={}", memory_inside.display()));
        Job {
            program: self.rustc.clone(),
            arguments: arguments.into_iter().map(Into::into).collect(),
            folder: folder.to_path_buf(),
            keeps: true,
            reads,
            writes: Some(memory),
            environment,
        }
    }
}

/// What the compiler says in JSON, one diagnostic a line, up to so many bytes of
/// words.
fn read(json: &str, most: usize) -> Compiled {
    let mut compiled = Compiled {
        program: None,
        words: String::new(),
        cut: false,
        lines: Vec::new(),
    };
    let said = json
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok());
    for diagnostic in said {
        let diagnostic: Diagnostic = diagnostic;
        let is_error = match diagnostic.level {
            DiagnosticLevel::Error | DiagnosticLevel::Ice => true,
            DiagnosticLevel::Warning => false,
            _ => continue,
        };
        let here = diagnostic.spans.iter();
        let here = here.filter(|span| span.is_primary && span.file_name == "src/main.rs");
        compiled.lines.extend(here.map(|span| Marked {
            line: span.line_start,
            is_error,
        }));
        let words = without_places(diagnostic.rendered.as_deref().unwrap_or_default());
        if compiled.words.len() + words.len() > most {
            compiled.cut = true;
            // The first is told in any case, as far as there is room.
            if compiled.words.is_empty() {
                compiled.words = words.chars().take(most / 4).collect();
            }
            break;
        }
        compiled.words.push_str(&words);
    }
    compiled
}
