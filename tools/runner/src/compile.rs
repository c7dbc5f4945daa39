//! Compiles one program as a reader's `src/main.rs`.

use crate::Toolchain;
use sha2::Digest;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fmt, fs, io};

/// How programs are compiled. Symbols are nine tenths of a program, and nobody
/// debugs these.
const FLAGS: [&str; 3] = ["--edition=2024", "--color=never", "-Cstrip=symbols"];

/// Where clippy finds the folder of its `clippy.toml`.
pub(crate) const LINTS: &str = "CLIPPY_CONF_DIR";

impl Toolchain {
    /// Compiles the text of a program against the workspace's `tokio` and
    /// `futures`, and returns the executable. Messages and panics name the
    /// program `src/main.rs`.
    ///
    /// A text that was compiled before is not compiled again. The executable
    /// lives in `target/runner`, for ten minutes after its last use at least.
    /// Many threads may compile at the same time.
    ///
    /// # Errors
    ///
    /// [`CompileError::Rejected`] when the program doesn't compile.
    pub fn compile(&self, source: &str) -> Result<PathBuf, CompileError> {
        let key = self.key(source);
        if let Some(program) = self.cache.get(&key) {
            return Ok(program);
        }
        let workshop = self.cache.workshop()?;
        let folder = workshop.path();
        fs::create_dir(folder.join("src"))?;
        fs::write(folder.join("src/main.rs"), self.whole(source))?;
        self.call_rustc(folder)?;
        Ok(self.cache.put(&key, &folder.join("program"))?)
    }

    /// The text as it is compiled: what is appended stands on a line of its own.
    pub(crate) fn whole(&self, source: &str) -> String {
        let needs_end = !self.appendix.is_empty() && !source.ends_with('\n');
        let end = if needs_end { "\n" } else { "" };
        format!("{source}{end}{}", self.appendix)
    }

    /// Names everything that the executable depends on.
    pub(crate) fn key(&self, source: &str) -> String {
        let mut digest = self.fingerprint.clone();
        digest.update(FLAGS.join(" "));
        digest.update([0]);
        digest.update(self.whole(source));
        hex::encode(digest.finalize())
    }

    /// What rustc is told: it compiles `src/main.rs` of the folder that it is
    /// called in to `program`.
    pub(crate) fn arguments(&self) -> Vec<String> {
        let folders = self.folders.iter();
        let folders = folders.map(|folder| format!("-Ldependency={}", folder.display()));
        let crates = self.crates.iter();
        let crates = crates.map(|(name, rlib)| format!("--extern={name}={}", rlib.display()));
        let first = FLAGS.into_iter().map(str::to_owned);
        let last = ["-o", "program", "src/main.rs"].map(str::to_owned);
        first.chain(folders).chain(crates).chain(last).collect()
    }

    fn call_rustc(&self, folder: &Path) -> Result<(), CompileError> {
        let mut rustc = Command::new(&self.rustc);
        rustc.current_dir(folder).args(self.arguments());
        if let Some(lints) = &self.lints {
            rustc.env(LINTS, lints);
        }
        let output = rustc.output()?;
        if output.status.success() {
            Ok(())
        } else {
            let words = String::from_utf8_lossy(&output.stderr).into_owned();
            Err(CompileError::Rejected(words))
        }
    }
}

/// Why there is no executable.
#[derive(Debug)]
pub enum CompileError {
    /// rustc refuses the program; these are its own words.
    Rejected(String),
    /// rustc could not be called, or a file not be written.
    Io(io::Error),
}

impl fmt::Display for CompileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CompileError::Rejected(words) => f.write_str(words.trim_end()),
            CompileError::Io(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for CompileError {}

impl From<io::Error> for CompileError {
    fn from(error: io::Error) -> CompileError {
        CompileError::Io(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::LazyLock;

    static TOOLCHAIN: LazyLock<Toolchain> = LazyLock::new(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        Toolchain::prepare(&root).expect("the workspace builds")
    });

    const READING: &str = "fn main() {\n    println!(\"summit: -6 C\");\n}\n";

    #[test]
    fn a_program_that_was_compiled_is_not_compiled_again() {
        let mut toolchain = TOOLCHAIN.clone();
        let first = toolchain.compile(READING).unwrap();
        toolchain.rustc = "there-is-no-such-compiler".into();
        assert_eq!(toolchain.compile(READING).unwrap(), first);

        let other = READING.replace("summit", "ridge");
        let error = toolchain.compile(&format!("{other}// never compiled"));
        assert!(matches!(error, Err(CompileError::Io(_))), "{error:?}");
    }

    #[test]
    fn a_key_depends_on_source_and_crates() {
        let toolchain = TOOLCHAIN.clone();
        let key = toolchain.key(READING);
        assert_ne!(toolchain.key("fn main() {}"), key);
        let mut later = toolchain.clone();
        later.fingerprint.update("another compiler");
        assert_ne!(later.key(READING), key);
    }

    #[test]
    fn an_error_is_told_in_rustc_s_words_and_names_src_main_rs() {
        let source = "fn main() {\n    let celsius: i32 = \"cold\";\n}\n";
        let error = TOOLCHAIN.compile(source).unwrap_err().to_string();
        assert!(
            error.starts_with("error[E0308]: mismatched types"),
            "{error}"
        );
        assert!(error.contains("--> src/main.rs:2:24"), "{error}");
    }

    #[test]
    fn the_book_s_crates_are_there_and_no_others() {
        let source = |name| format!("use {name} as _;\nfn main() {{}}\n");
        TOOLCHAIN.compile(&source("tokio")).unwrap();
        TOOLCHAIN.compile(&source("futures")).unwrap();
        let error = TOOLCHAIN.compile(&source("mio")).unwrap_err().to_string();
        assert!(error.contains("E0432"), "{error}");
    }

    #[test]
    fn clippy_refuses_what_a_program_denies() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let clippy = TOOLCHAIN.with_clippy(&root).unwrap();
        clippy.compile(READING).unwrap();
        let sleep = "#![deny(clippy::disallowed_methods)]\n\
            fn main() {\n    std::thread::sleep(std::time::Duration::ZERO);\n}\n";
        let error = clippy.compile(sleep).unwrap_err().to_string();
        assert!(error.contains("disallowed method"), "{error}");
        TOOLCHAIN.compile(sleep).unwrap();
    }

    #[test]
    fn the_examples_are_built() {
        let program = &TOOLCHAIN.examples()["async-functions"];
        assert!(program.is_file(), "{}", program.display());
    }
}
