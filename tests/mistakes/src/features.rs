//! The features that the manifests lack, and the table of them on a page.

use crate::{Case, Folder, cases};
use toml::{Table, Value};

/// Whether the manifest that cures another is the same with one feature of
/// tokio's more. Otherwise the file would have the name of a feature, and the
/// mistake be another.
///
/// # Errors
///
/// What is not so.
pub(crate) fn check_cure(feature: &str, faulty: &str, cure: &str) -> Result<(), String> {
    let parsed = |manifest: &str, name: &str| {
        let parsed = manifest.parse::<Table>();
        parsed.map_err(|error| format!("its .{name} is no manifest: {error}"))
    };
    let faulty = parsed(faulty, "toml")?;
    let mut cure = parsed(cure, "cure.toml")?;
    let features = features_of_tokio(&mut cure);
    let place = features.as_ref().and_then(|features| {
        let names = |known: &Value| known.as_str() == Some(feature);
        features.iter().position(names)
    });
    let (Some(features), Some(place)) = (features, place) else {
        return Err(format!("its cure does not ask tokio for `{feature}`"));
    };
    features.remove(place);
    match cure == faulty {
        true => Ok(()),
        false => Err(format!(
            "its .toml is not its .cure.toml without `{feature}`"
        )),
    }
}

fn features_of_tokio(manifest: &mut Table) -> Option<&mut Vec<Value>> {
    let tokio = manifest.get_mut("dependencies")?.get_mut("tokio")?;
    tokio.get_mut("features")?.as_array_mut()
}

/// The table of all cases in `manifest/`, by what is written in their files.
///
/// # Errors
///
/// Which case can't be told, and why.
pub fn feature_table() -> Result<String, String> {
    let mut table = String::from(
        "| missing feature | what you wrote | rustc says | where it points |\n\
         |---|---|---|---|\n",
    );
    for case in cases(Folder::Manifest) {
        let cells = cells(&case).map_err(|words| format!("{case}: {words}"))?;
        table.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    Ok(table)
}

fn cells(case: &Case) -> Result<[String; 4], String> {
    let feature = &case.fault;
    let (program, message) = (case.read("rs")?, case.read("message")?);
    let wrote = wrote(&case.read("cure.toml")?, &program)?;
    Ok([
        literal(feature),
        literal(&wrote),
        says(feature, &message),
        points(&message, &program)?,
    ])
}

/// What needs the feature. A message may point elsewhere, so the author says it:
/// in the cure, for its readers too, in the comment ``# For `…`.``
fn wrote(cure: &str, program: &str) -> Result<String, String> {
    let comment = |line: &str| {
        let words = line.strip_prefix("# For `")?.strip_suffix("`.")?;
        Some(words.to_string())
    };
    let words = cure
        .lines()
        .find_map(comment)
        .ok_or("no comment ``# For `…`.`` in its .cure.toml says what needs the feature")?;
    match program.contains(&words) {
        true => Ok(words),
        false => Err(format!(
            "its .cure.toml is for `{words}`, and that is not in its program"
        )),
    }
}

/// The codes of the errors; the first words of one that has none.
fn says(feature: &str, message: &str) -> String {
    let error = |line: &str| {
        let words = line.strip_prefix("error")?;
        let code = words
            .strip_prefix('[')
            .and_then(|code| code.split_once(']'));
        let words = || words.strip_prefix(": ")?.split(", ").next();
        code.map(|(code, _)| code.to_string())
            .or_else(|| words().map(literal))
    };
    let errors: Vec<String> = message.lines().filter_map(error).collect();
    let errors = errors.join(", then ");
    match message.contains(&format!("`{feature}` feature")) {
        true => format!("{errors}, and names the feature"),
        false => errors,
    }
}

/// The lines of the program that the errors point at.
fn points(message: &str, program: &str) -> Result<String, String> {
    let place = |error: &str| {
        let (_, place) = error.split_once("--> src/main.rs:")?;
        let number: usize = place.split(':').next()?.parse().ok()?;
        Some(literal(program.lines().nth(number - 1)?.trim()))
    };
    let errors = message
        .split("\n\n")
        .filter(|part| part.starts_with("error"));
    let places: Option<Vec<String>> = errors.map(place).collect();
    let places = places.ok_or("an error of its message points at no line of its program")?;
    Ok(places.join(", then "))
}

/// Words as they are, in a cell of a table: code, inside of more backticks than
/// it holds in a row.
pub fn literal(words: &str) -> String {
    let longest = words.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    // A space beside a backtick is not shown; a bar would end the cell.
    let space = if longest > 0 { " " } else { "" };
    format!("{fence}{space}{}{space}{fence}", words.replace('|', "\\|"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FAULTY: &str = "[dependencies]\ntokio = { version = \"1\", features = [\"rt\"] }\n";
    const CURE: &str = "\
[dependencies]
# For `sleep`.
tokio = { version = \"1\", features = [\"rt\", \"time\"] }
";
    const PROGRAM: &str = "use tokio::time::sleep;\n\nfn main() {\n    sleep();\n}\n";

    #[test]
    fn a_cure_has_one_feature_more_and_nothing_else() {
        assert_eq!(check_cure("time", FAULTY, CURE), Ok(()));
        assert_eq!(
            check_cure("time", FAULTY, FAULTY).unwrap_err(),
            "its cure does not ask tokio for `time`"
        );
        assert_eq!(
            check_cure("sync", FAULTY, CURE).unwrap_err(),
            "its cure does not ask tokio for `sync`"
        );
        let more = CURE.replace("\"1\"", "\"1.2\"");
        assert_eq!(
            check_cure("time", FAULTY, &more).unwrap_err(),
            "its .toml is not its .cure.toml without `time`"
        );
        let words = check_cure("time", "[dependencies", CURE).unwrap_err();
        assert!(words.starts_with("its .toml is no manifest: "), "{words}");
    }

    #[test]
    fn what_needs_the_feature_is_in_the_cure_and_in_the_program() {
        assert_eq!(wrote(CURE, PROGRAM), Ok("sleep".to_string()));
        assert_eq!(
            wrote(FAULTY, PROGRAM).unwrap_err(),
            "no comment ``# For `…`.`` in its .cure.toml says what needs the feature"
        );
        assert_eq!(
            wrote(CURE, "fn main() {}\n").unwrap_err(),
            "its .cure.toml is for `sleep`, and that is not in its program"
        );
    }

    #[test]
    fn errors_are_told_by_code_or_first_words() {
        let two = "error[E0433]: late\n\nerror[E0752]: later\n";
        assert_eq!(says("macros", two), "E0433, then E0752");
        let none = "error: It is late, and the `time` feature is off.\n";
        assert_eq!(says("time", none), "`It is late`, and names the feature");
    }

    #[test]
    fn each_error_points_at_a_line_of_the_program() {
        let at = |line| format!("error: late\n  --> src/main.rs:{line}:5\n");
        assert_eq!(points(&at(4), PROGRAM).unwrap(), "`sleep();`");
        let two = format!("{}\n{}", at(4), at(1));
        assert_eq!(
            points(&two, PROGRAM).unwrap(),
            "`sleep();`, then `use tokio::time::sleep;`"
        );
        for message in [&at(9), "error: late\n --> tokio/src/lib.rs:1:2\n"] {
            assert!(points(message, PROGRAM).is_err(), "{message}");
        }
    }

    #[test]
    fn words_stay_what_they_are_in_a_cell() {
        assert_eq!(literal("mismatched types"), "`mismatched types`");
        assert_eq!(literal("`i32` | `u8`"), "`` `i32` \\| `u8` ``");
    }
}
