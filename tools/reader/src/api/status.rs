//! Tells a page what a run would have.

use super::Desk;
use super::tools::Ready;
use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};
use std::sync::Arc;

/// How programs are confined, and whether they can be run at all. What is still
/// being built is waited for by the run itself, which tells how far it is.
pub(super) async fn status(State(desk): State<Arc<Desk>>) -> Json<Value> {
    let places = match desk.places().await {
        Ok(places) => places,
        Err(error) => return Json(unable(&error.to_string())),
    };
    let ready = desk.ready.borrow().clone();
    if let Ready::Never(words) = ready {
        return Json(unable(&words));
    }
    let level = places.stage.level();
    Json(json!({
        "sandbox": { "level": level.name(), "words": level.words() },
        "toolchain": { "ready": true },
    }))
}

fn unable(words: &str) -> Value {
    json!({ "toolchain": { "ready": false, "words": words } })
}
