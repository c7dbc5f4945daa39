//! The page that lists every mistake by what it prints,
//! `book/appendices/error-index.md`.

use crate::rules::mistakes::shows;
use manuscript::Manuscript;
use mistakes::{Case, Folder, Symptom, cases, literal, missing};

const HEAD: &str = "\
<!-- `UPDATE=1 cargo test` writes this page from the cases in tests/mistakes. -->

# Error index

Look here for the words that the compiler or a program gives you. The chapter \
beside them shows a whole program that earns those words, or the line of one \
whose manifest lacks a feature; why it does; and its cure.
";

/// One mistake, told by what it gives away.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    section: Section,
    /// What the section is sorted by: a code, a lint, a message or a symptom.
    key: String,
    /// The cells of the table, in markdown.
    cells: Vec<String>,
}

/// The tables, in the page's order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Section {
    Errors,
    Lints,
    Panics,
    Silent,
}

impl Section {
    const ALL: [Section; 4] = [
        Section::Errors,
        Section::Lints,
        Section::Panics,
        Section::Silent,
    ];

    fn title(self) -> &'static str {
        match self {
            Section::Errors => "Compiler errors",
            Section::Lints => "Lints",
            Section::Panics => "Panics",
            Section::Silent => "Programs that hang, starve or lose work",
        }
    }

    fn columns(self) -> &'static [&'static str] {
        match self {
            Section::Errors => &["Code", "Message", "Where"],
            Section::Lints => &["Lint", "Message", "Where"],
            Section::Panics => &["Message", "Where"],
            Section::Silent => &["It", "What is seen", "Where"],
        }
    }
}

/// The text of the page.
///
/// # Errors
///
/// Which case can't be told, and why.
pub fn error_index(book: &Manuscript) -> Result<String, String> {
    let mut rows = Vec::new();
    for case in Folder::ALL.into_iter().flat_map(cases) {
        let mut row = row(&case).map_err(|words| format!("{case}: {words}"))?;
        row.cells.push(place(book, &case));
        rows.push(row);
    }
    rows.sort();
    let tables = Section::ALL
        .into_iter()
        .map(|section| table(section, &rows));
    Ok(HEAD.to_string() + &tables.collect::<String>())
}

fn table(section: Section, rows: &[Row]) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let columns: Vec<String> = section.columns().iter().map(ToString::to_string).collect();
    let rows: String = rows
        .iter()
        .filter(|row| row.section == section)
        .map(|row| line(&row.cells))
        .collect();
    if rows.is_empty() {
        return rows;
    }
    let rule = line(&vec!["---".to_string(); columns.len()]);
    format!("\n## {}\n\n{}{rule}{rows}", section.title(), line(&columns))
}

fn row(case: &Case) -> Result<Row, String> {
    match case.folder {
        Folder::Rustc | Folder::Clippy | Folder::Manifest => {
            refused(&case.read("message")?, &case.read("rs")?)
        }
        Folder::Run => misbehaving(
            case.read("symptom")?.trim(),
            &case.read("out")?,
            &case.read("cure.out")?,
        ),
    }
}

/// A case that a compiler refuses, by its message and its source.
fn refused(message: &str, source: &str) -> Result<Row, String> {
    let first = message.lines().next().unwrap_or_default();
    let (head, words) = first
        .split_once(": ")
        .ok_or("its message starts with no `error: `")?;
    let code = head
        .strip_prefix("error[")
        .and_then(|rest| rest.strip_suffix(']'));
    if let Some(code) = code {
        let link = format!("[{code}](https://doc.rust-lang.org/error_codes/{code}.html)");
        return Ok(Row {
            section: Section::Errors,
            key: code.to_string(),
            cells: vec![link, literal(words)],
        });
    }
    let lint = source
        .strip_prefix("#![deny(")
        .and_then(|rest| rest.split_once(')'))
        .map(|(lint, _)| lint);
    let Some(lint) = lint else {
        // rustc has errors without a number: `future cannot be sent between
        // threads safely`. They come last, by their words.
        return Ok(Row {
            section: Section::Errors,
            key: format!("none {words}"),
            cells: vec!["none".to_string(), literal(words)],
        });
    };
    Ok(Row {
        section: Section::Lints,
        key: lint.to_string(),
        cells: vec![literal(lint), literal(words)],
    })
}

/// A case that goes wrong when it runs, by its output and its cure's.
fn misbehaving(symptom: &str, out: &str, cure: &str) -> Result<Row, String> {
    let symptom = Symptom::ALL
        .into_iter()
        .find(|known| known.word() == symptom)
        .ok_or_else(|| format!("its symptom is unknown: {symptom}"))?;
    if symptom == Symptom::Panics {
        let mut lines = out.lines().skip_while(|line| !line.contains("panicked at"));
        let message = lines.nth(1).ok_or("its output has no panic's message")?;
        // What follows the first sentence is advice, and too long for a table.
        let sentence = message.find(". ").map_or(message, |end| &message[..=end]);
        return Ok(Row {
            section: Section::Panics,
            key: sentence.to_string(),
            cells: vec![literal(sentence)],
        });
    }
    Ok(Row {
        section: Section::Silent,
        key: symptom.to_string(),
        cells: vec![symptom.to_string(), seen(out, cure)],
    })
}

/// What gives away a program that says nothing.
fn seen(out: &str, cure: &str) -> String {
    let stopped = out
        .lines()
        .last()
        .and_then(|line| line.strip_prefix('(')?.strip_suffix(": stopped)"));
    if let Some(stopped) = stopped {
        return stopped.to_string();
    }
    if let Some(line) = missing(out, cure).first() {
        return format!("{} is never printed", literal(line));
    }
    out.lines()
        .zip(cure.lines())
        .find(|(early, late)| early != late)
        .map(|(early, late)| format!("{} comes before {}", literal(early), literal(late)))
        .unwrap_or_default()
}

/// The chapters that show a case, each with a link from this page, and the case.
fn place(book: &Manuscript, case: &Case) -> String {
    let file = case.in_workspace(case.folder.faulty());
    let links: Vec<String> = book
        .pages
        .iter()
        .filter(|page| shows(page, case.folder, &file))
        .map(|page| {
            let path = page.path.to_string_lossy().replace('\\', "/");
            format!("[{}](../{path})", page.title)
        })
        .collect();
    match links.is_empty() {
        true => format!("not shown yet: {}", case.words()),
        false => format!("{}: {}", links.join(", "), case.words()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_listed_by_its_code() {
        let row = refused("error[E0277]: `i32` is not a future\n --> a\n", "fn main").unwrap();
        assert_eq!((row.section, row.key.as_str()), (Section::Errors, "E0277"));
        assert_eq!(row.cells[1], "`` `i32` is not a future ``");
    }

    #[test]
    fn a_lint_is_listed_by_the_name_that_the_case_denies() {
        let source = "#![deny(clippy::let_underscore_future)]\n";
        let row = refused("error: a future\n --> a\n", source).unwrap();
        assert_eq!(row.key, "clippy::let_underscore_future");
    }

    #[test]
    fn an_error_without_a_code_is_listed_by_its_words() {
        let row = refused("error: future cannot be sent\n", "fn main() {}\n").unwrap();
        assert_eq!(row.section, Section::Errors);
        assert_eq!(row.cells, ["none", "`future cannot be sent`"]);
        assert!(row.key.as_str() > "E9999");
        assert!(refused("no error\n", "fn main() {}\n").is_err());
    }

    #[test]
    fn a_panic_is_listed_by_the_first_sentence_of_its_message() {
        let out = "asked\n\n(standard error)\nthread 'main' panicked at a.rs:1:1:\nNo mast. Mend it.\nmore\n";
        let row = misbehaving("panics", out, "").unwrap();
        assert_eq!(row.cells, ["`No mast.`"]);
    }

    #[test]
    fn a_silent_program_is_listed_by_what_gives_it_away() {
        let stopped = "asked\n(still running after 3 s, using no CPU: stopped)\n";
        assert_eq!(seen(stopped, ""), "still running after 3 s, using no CPU");
        assert_eq!(seen("a\n", "a\nb\n"), "`b` is never printed");
        assert_eq!(seen("b\na\n", "a\nb\n"), "`b` comes before `a`");
    }

    #[test]
    fn a_table_without_rows_is_left_out() {
        assert_eq!(table(Section::Lints, &[]), "");
    }
}
