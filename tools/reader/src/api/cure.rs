//! Hands out the cure of a mistake, whole: a page may show only the lines of it
//! that differ.

use super::run::Asked;
use super::{Desk, refusal};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// Where the mistakes are, each with its cure beside it.
const FOLDERS: [&str; 3] = ["rustc", "clippy", "run"];

/// The program that cures this one.
pub(super) async fn cure(State(desk): State<Arc<Desk>>, Json(asked): Json<Asked>) -> Response {
    let find = move || find(&desk.root.join("tests/mistakes"), &asked.program);
    match tokio::task::spawn_blocking(find).await.ok().flatten() {
        Some(cure) => Json(json!({ "cure": cure })).into_response(),
        None => refusal(
            StatusCode::NOT_FOUND,
            "There is no mistake of this text, and so no cure.",
        ),
    }
}

fn find(mistakes: &Path, program: &str) -> Option<String> {
    let files = FOLDERS
        .iter()
        .filter_map(|folder| fs::read_dir(mistakes.join(folder)).ok())
        .flatten()
        .flatten()
        .map(|entry| entry.path());
    let mut sources = files.filter(|file| file.extension().is_some_and(|ending| ending == "rs"));
    let mistake = sources.find(|file| {
        fs::read_to_string(file).is_ok_and(|text| text.trim_end() == program.trim_end())
    })?;
    let cure = fs::read_to_string(mistake.with_extension("cure.rs")).ok()?;
    Some(without_anchors(&cure))
}

/// The text without the lines by which a page includes a part of it.
fn without_anchors(text: &str) -> String {
    text.split_inclusive('\n')
        .filter(|line| {
            let line = line.trim_start();
            !line.starts_with("// ANCHOR: ") && !line.starts_with("// ANCHOR_END: ")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_has_its_cure_and_another_text_has_none() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let file = folder.path().join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        };
        write("run/late.rs", "fn main() { late() }\n");
        let cure = "use a;\n\n// ANCHOR: cure\nfn main() {}\n// ANCHOR_END: cure\n";
        write("run/late.cure.rs", cure);
        let found = find(folder.path(), "fn main() { late() }");
        assert_eq!(found.as_deref(), Some("use a;\n\nfn main() {}\n"));
        assert_eq!(find(folder.path(), "fn main() {}"), None);
    }
}
