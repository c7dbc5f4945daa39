//! Stands in for rustc when skeptic compiles a program of a page.
//!
//! It compiles as the reader would: edition 2024, the file `src/main.rs`, the
//! crates that the reader declares and no other. It denies every warning, a
//! missing await among them, keeps binaries small and links the watchdog.

use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, exit};

/// What `setting-up` has a reader add to a new project.
const DECLARED: [&str; 3] = ["tokio", "futures", "poll_by_poll"];

fn main() {
    let asked: Vec<String> = env::args().skip(1).collect();
    let mut rustc = Command::new("rustc");
    match asked
        .iter()
        .position(|argument| argument.ends_with("test.rs"))
    {
        Some(position) => compile(&mut rustc, &asked, position),
        None => {
            rustc.args(&asked);
        }
    }
    let status = rustc.status().expect("rustc runs");
    if asked == ["-vV"] {
        // skeptic asks this for the key of its cache: what this wrapper adds
        // to a compilation belongs to the key as well.
        println!("wrapper: {}", env!("WRAPPER_KEY"));
    }
    exit(status.code().unwrap_or(1));
}

fn compile(rustc: &mut Command, asked: &[String], position: usize) {
    let source = Path::new(&asked[position]);
    let folder = source.parent().expect("skeptic names a file in a folder");
    let program = fs::read_to_string(source).expect("skeptic wrote it");
    let main = folder.join("main.rs");
    // skeptic starts each program with an empty line.
    fs::write(&main, program.strip_prefix('\n').unwrap_or(&program)).expect("the folder is ours");

    let mut arguments = asked.iter().enumerate();
    while let Some((number, argument)) = arguments.next() {
        match argument.as_str() {
            _ if number == position => rustc.arg(&main),
            "--verbose" => continue,
            "--edition=2021" => rustc.arg("--edition=2024"),
            "--extern" => {
                let (_, library) = arguments.next().expect("--extern names a library");
                let name = library.split('=').next().unwrap_or_default();
                if !DECLARED.contains(&name) {
                    continue;
                }
                rustc.args(["--extern", library])
            }
            _ => rustc.arg(argument),
        };
    }
    rustc.args(["-Dwarnings", "-Cstrip=symbols"]);
    rustc.arg(format!("--remap-path-prefix={}=src", folder.display()));
    if cfg!(unix) {
        rustc.arg(concat!("-Clink-arg=", env!("WATCHDOG")));
    }
}
