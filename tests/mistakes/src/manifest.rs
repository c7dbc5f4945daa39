//! The cases whose fault is in the manifest: a package is made of each, another
//! of its cure, and cargo checks both.

use crate::features::check_cure;
use crate::message::shown;
use crate::{Case, Folder, cases, codes, compare, is_other_compiler, root};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs, io};

/// How a reader calls the program, and so does cargo.
const PROGRAM: &str = "src/main.rs";

/// How the lines begin that follow the errors and say nothing about them.
const CLOSING: [&str; 3] = [
    "Some errors have detailed explanations",
    "For more information about",
    "error: could not compile",
];

/// Has cargo check every case in `manifest/`, and its cure, as packages in
/// `folder`, and compares what it says of the cases; returns what is wrong. On
/// another compiler than the pinned one, only codes are compared.
///
/// One by one: they share a target folder, which cargo locks, and which keeps
/// each build of tokio. With nothing changed a case takes a tenth of a second.
///
/// # Panics
///
/// When `rustc` can't be called.
pub fn check_manifests(folder: &Path) -> Vec<String> {
    let is_other = is_other_compiler();
    let complaint = |case: &Case| {
        let words = check(case, folder, is_other).err()?;
        Some(format!("{case}: {words}"))
    };
    let cases = cases(Folder::Manifest);
    cases.iter().filter_map(complaint).collect()
}

fn check(case: &Case, folder: &Path, is_other: bool) -> Result<(), String> {
    check_cure(&case.fault, &case.read("toml")?, &case.read("cure.toml")?)?;
    if let Some(words) = refusal(case, "cure.toml", folder)? {
        return Err(format!("its cure does not compile:\n{words}"));
    }
    let words = refusal(case, "toml", folder)?.ok_or("it compiles, so no feature is missing")?;
    // Cargo's own errors are about no line: no network, say.
    if !words.contains(&format!("--> {PROGRAM}:")) {
        return Err(format!("the compiler never saw it:\n{words}"));
    }
    match is_other {
        true => codes::same_codes(&case.read("message")?, &words),
        false => compare(&words, &case.file("message")),
    }
}

/// What a page shows of the words with which cargo refuses a case with one of
/// its two manifests; `None` if it compiles.
fn refusal(case: &Case, manifest: &str, folder: &Path) -> Result<Option<String>, String> {
    let name = format!("{}.{manifest}", case.fault);
    let package = folder.join(name.trim_end_matches(".toml"));
    let output = write_package(&package, &case.read(manifest)?, &case.read("rs")?)
        .and_then(|()| cargo_check(&package.join("Cargo.toml"), &folder.join("target")))
        .map_err(|error| format!("{}: {error}", package.display()))?;
    let words = String::from_utf8_lossy(&output.stderr);
    Ok((!output.status.success()).then(|| message(&words)))
}

/// What stands in a package's manifest above the lines that a page shows. The
/// workspace is an empty one, so that cargo looks for none around it and asks
/// for the features of nobody else.
///
/// The name is that of the folder: in a shared target folder, cargo takes two
/// packages for one if each is its workspace's root and they have the same name
/// and features, and does not check the second.
fn head(package: &Path) -> String {
    let folder = package.file_name().unwrap_or_default().to_string_lossy();
    let name = folder.replace('.', "-");
    format!(
        "[workspace]\n\n\
         [package]\nname = \"weather-{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n"
    )
}

/// Writes only what differs, so that cargo builds nothing again for nothing.
fn write_package(package: &Path, dependencies: &str, program: &str) -> io::Result<()> {
    fs::create_dir_all(package.join("src"))?;
    let write = |file: PathBuf, text: &str| match fs::read_to_string(&file) {
        Ok(known) if known == text => Ok(()),
        _ => fs::write(file, text),
    };
    write(package.join("Cargo.toml"), &(head(package) + dependencies))?;
    write(package.join(PROGRAM), program)?;
    // The versions of the book. Cargo takes out what the package does not use,
    // so this one always differs; nothing is built again because of it.
    let lock = fs::read(root().join("Cargo.lock"))?;
    fs::write(package.join("Cargo.lock"), lock)
}

fn cargo_check(manifest: &Path, target: &Path) -> io::Result<Output> {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["check", "--offline", "--quiet", "--color=never"])
        .arg("--manifest-path")
        .arg(manifest)
        .arg("--target-dir")
        .arg(target)
        // rustup chooses the compiler by the folder.
        .current_dir(root())
        .output()
}

fn message(stderr: &str) -> String {
    let is_closing = |line: &str| CLOSING.iter().any(|closing| line.starts_with(closing));
    let lines = stderr.lines().filter(|line| !is_closing(line));
    let text: String = lines.map(|line| located(line) + "\n").collect();
    shown(&text, PROGRAM)
}

/// A line of a message; if it locates what the message is about, then without
/// the folders that other machines have elsewhere.
fn located(line: &str) -> String {
    let arrow = line.trim_start();
    if !arrow.starts_with("--> ") && !arrow.starts_with("::: ") {
        return line.to_string();
    }
    let line = line.replace('\\', "/");
    let indent = line.len() - arrow.len();
    in_registry(&line).map_or(line.clone(), |path| {
        format!("{}{path}", &line[..indent + "--> ".len()])
    })
}

/// `tokio/src/lib.rs:626:13`, of a line that locates it in cargo's registry.
fn in_registry(line: &str) -> Option<String> {
    let (_, path) = line.split_once("/registry/src/")?;
    // index.crates.io-1949cf8c6b5b557f/tokio-1.54.1/src/lib.rs:626:13
    let (_registry, path) = path.split_once('/')?;
    let (package, path) = path.split_once('/')?;
    let is_version = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let (end, _) = package
        .match_indices('-')
        .find(|(dash, _)| is_version(&package[dash + 1..]))?;
    Some(format!("{}/{path}", &package[..end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_closes_a_message_is_left_out() {
        let stderr = "error[E0433]: late\n --> src/main.rs:4:10\n\n\
            error[E0752]: later\n --> src/main.rs:5:1\n\n\
            Some errors have detailed explanations: E0433, E0752.\n\
            For more information about an error, try `rustc --explain E0433`.\n\
            error: could not compile `weather` (bin \"weather\") due to 2 previous errors\n";
        assert_eq!(
            message(stderr),
            "error[E0433]: late\n --> src/main.rs:4:10\n\nerror[E0752]: later\n --> src/main.rs:5:1\n"
        );
    }

    #[test]
    fn a_crate_is_located_without_registry_and_version() {
        let registry = "/home/ada/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f";
        assert_eq!(
            located(&format!("   --> {registry}/tokio-1.54.1/src/lib.rs:626:13")),
            "   --> tokio/src/lib.rs:626:13"
        );
        assert_eq!(
            located(&format!(
                "  ::: {registry}/pin-project-lite-0.2.0-rc.1/src/lib.rs:1:2"
            )),
            "  ::: pin-project-lite/src/lib.rs:1:2"
        );
        assert_eq!(
            located(r" --> C:\Users\ada\.cargo\registry\src\index-1\tokio-1.54.1\src\lib.rs:1:2"),
            " --> tokio/src/lib.rs:1:2"
        );
    }

    #[test]
    fn other_lines_stay_as_they_are() {
        assert_eq!(located(r" --> src\main.rs:1:2"), " --> src/main.rs:1:2");
        for line in [r#"3 |     print("\n");"#, " --> /registry/src/odd", ""] {
            assert_eq!(located(line), line);
        }
    }

    #[test]
    fn a_package_is_not_taken_for_another() {
        let folder = tempfile::tempdir().unwrap();
        let (faulty, cure) = (folder.path().join("time"), folder.path().join("time.cure"));
        write_package(&faulty, "", "fn main() {\n    late();\n}\n").unwrap();
        write_package(&cure, "", "fn main() {}\n").unwrap();
        for (package, is_right) in [(&cure, true), (&faulty, false)] {
            let output =
                cargo_check(&package.join("Cargo.toml"), &folder.path().join("target")).unwrap();
            assert_eq!(output.status.success(), is_right, "{output:?}");
        }
    }

    #[test]
    fn a_file_that_stays_is_not_written_again() {
        let folder = tempfile::tempdir().unwrap();
        let package = folder.path().join("time");
        let modified = |file: &str| {
            fs::metadata(package.join(file))
                .unwrap()
                .modified()
                .unwrap()
        };
        let write = |program: &str| write_package(&package, "[dependencies]\n", program).unwrap();
        write("fn main() {}\n");
        let (program, manifest) = (modified(PROGRAM), modified("Cargo.toml"));
        std::thread::sleep(std::time::Duration::from_millis(20));
        write("fn main() {}\n");
        assert_eq!(modified(PROGRAM), program);
        write("fn main() { }\n");
        assert_ne!(modified(PROGRAM), program);
        assert_eq!(modified("Cargo.toml"), manifest);
    }
}
