//! Hands every program of every page to skeptic, as the reader sees it.
//!
//! Each `rust` fence becomes a small Markdown file of its own, padded so that
//! skeptic names its test after the line in the author's file. Fences of other
//! kinds are withheld: the tests in `tests/book` and `tests/mistakes` prove
//! them. Three bad books from `tests/book/fixtures` are treated the same way, to
//! show that their faults are found.

use manuscript::{Kind, Manuscript, Page};
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

const FIXTURES: [&str; 3] = ["missing-await", "undeclared-crate", "hanging-fence"];

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    for watched in [
        "book",
        "book.toml",
        "examples",
        "src",
        "tests/mistakes",
        "tests/book/fixtures",
    ] {
        println!("cargo::rerun-if-changed={}", root.join(watched).display());
    }
    println!("cargo::rerun-if-changed=wrapper");
    compile_wrapper(&out);

    let programs = Programs::of(&root, &out.join("book"));
    write_if_changed(&out.join("places.rs"), &programs.places());
    write_if_changed(&out.join("faults.rs"), &programs.faults);
    let tests = generate_tests(&programs.files, &out);
    write_if_changed(&out.join("programs.rs"), &tests);

    let fixtures = out.join("fixtures");
    let bad: Vec<Programs> = FIXTURES
        .iter()
        .map(|name| {
            Programs::of(
                &root.join("tests/book/fixtures").join(name),
                &fixtures.join(name),
            )
        })
        .collect();
    let files: Vec<PathBuf> = bad.iter().flat_map(|book| book.files.clone()).collect();
    let tests = generate_tests(&files, &fixtures);
    write_if_changed(
        &out.join("wrong-pages.rs"),
        &as_plain_functions(&tests, &bad),
    );
}

/// The programs of one book, a file each.
struct Programs {
    files: Vec<PathBuf>,
    /// The name of each test, and the place of its fence in the book.
    tests: Vec<(String, String)>,
    /// What keeps the book from being read, a fault a line.
    faults: String,
}

impl Programs {
    fn of(root: &Path, folder: &Path) -> Programs {
        let _ = fs::remove_dir_all(folder); // a fence that is gone has no test
        let mut programs = Programs {
            files: Vec::new(),
            tests: Vec::new(),
            faults: String::new(),
        };
        match Manuscript::load(root) {
            Ok(book) => book
                .pages
                .iter()
                .for_each(|page| programs.add(page, folder)),
            Err(faults) => {
                for fault in faults {
                    writeln!(programs.faults, "{fault}").expect("a string takes everything");
                }
            }
        }
        programs
    }

    fn add(&mut self, page: &Page, folder: &Path) {
        let stem = page
            .path
            .with_extension("")
            .to_string_lossy()
            .replace(['/', '\\'], ".");
        for block in page.code_blocks() {
            if block.kind() != Some(Kind::Program) {
                continue;
            }
            let file = folder
                .join(block.line.to_string())
                .join(format!("{stem}.md"));
            let padding = "\n".repeat(block.line - 1);
            write(
                &file,
                &format!("{padding}~~~~~~rust\n{}~~~~~~\n", block.body),
            );
            self.files.push(file);

            let name = stem.replace(|letter: char| !letter.is_ascii_alphanumeric(), "_");
            let place = page.fault(block.line, "").to_string();
            let place = place.trim_end_matches([' ', ':']).to_string();
            self.tests
                .push((format!("{name}_line_{}", block.line), place));
        }
    }

    /// A Rust expression: the tests and their places.
    fn places(&self) -> String {
        format!("&{:?}", self.tests)
    }
}

/// Lets skeptic write its tests into `out`, and returns them. They call what is
/// named `skeptic` where they are included.
#[expect(unsafe_code, reason = "skeptic knows its folder from the environment")]
fn generate_tests(files: &[PathBuf], out: &Path) -> String {
    fs::create_dir_all(out).expect("OUT_DIR is ours");
    let before = env::var_os("OUT_DIR").expect("cargo sets it");
    if files.is_empty() {
        return String::new();
    }
    // SAFETY: a build script has one thread, and this one starts no other.
    unsafe { env::set_var("OUT_DIR", out) };
    skeptic::generate_doc_tests(files);
    // SAFETY: as above.
    unsafe { env::set_var("OUT_DIR", before) };
    let tests = fs::read_to_string(out.join("skeptic-tests.rs")).expect("skeptic wrote it");
    tests.replace("extern crate skeptic;\n", "")
}

/// Takes `#[test]` off the tests of the bad books: a test of ours runs them.
fn as_plain_functions(tests: &str, bad: &[Programs]) -> String {
    let mut text = tests.replace("#[test] fn ", "fn ");
    text.push_str("pub(super) const WRONG_PAGES: &[(&str, fn(), &str)] = &[\n");
    for (fixture, book) in FIXTURES.iter().zip(bad) {
        let (name, place) = &book.tests[0];
        writeln!(text, "    ({fixture:?}, {name}, {place:?}),").expect("a string takes everything");
    }
    text.push_str("];\n");
    text
}

/// Compiles the watchdog and the stand-in for rustc that links it.
fn compile_wrapper(out: &Path) {
    let mut hasher = DefaultHasher::new();
    for source in ["wrapper/rustc.rs", "wrapper/watchdog.rs"] {
        fs::read(source)
            .expect("it stands beside this file")
            .hash(&mut hasher);
    }
    let watchdog = out.join("watchdog.o");
    let wrapper = out.join(format!("rustc-as-a-reader{}", env::consts::EXE_SUFFIX));
    rustc("wrapper/watchdog.rs", &watchdog, |command| {
        command.args(["--crate-type=lib", "--emit=obj", "-Cpanic=abort", "-O"])
    });
    rustc("wrapper/rustc.rs", &wrapper, |command| {
        let key = format!("{:016x}", hasher.finish());
        command
            .arg("-O")
            .env("WRAPPER_KEY", key)
            .env("WATCHDOG", &watchdog)
    });
    println!("cargo::rustc-env=PAGES_RUSTC={}", wrapper.display());
}

fn rustc(source: &str, output: &Path, add: impl Fn(&mut Command) -> &mut Command) {
    let mut command = Command::new(env::var_os("RUSTC").expect("cargo sets it"));
    command
        .arg("--edition=2024")
        .arg(source)
        .arg("-o")
        .arg(output);
    let status = add(&mut command).status().expect("cargo's rustc runs");
    assert!(status.success(), "rustc rejects {source}");
}

fn write_if_changed(file: &Path, text: &str) {
    if fs::read_to_string(file).ok().as_deref() != Some(text) {
        fs::write(file, text).expect("OUT_DIR is ours");
    }
}

/// Writes a file that looks old: cargo runs a build script again when a file
/// that it names (skeptic names all of these) is newer than its last start.
fn write(file: &Path, text: &str) {
    fs::create_dir_all(file.parent().expect("it stands in OUT_DIR")).expect("OUT_DIR is ours");
    fs::write(file, text).expect("OUT_DIR is ours");
    let written = fs::File::options()
        .write(true)
        .open(file)
        .expect("written above");
    written
        .set_modified(SystemTime::UNIX_EPOCH)
        .expect("its times are ours to set");
}
