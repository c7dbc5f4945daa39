//! Tells a page what a run would have.

use super::Desk;
use super::tools::Ready;
use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};
use std::sync::Arc;

/// How programs are confined, and whether they can be run at all.
pub(super) async fn status(State(desk): State<Arc<Desk>>) -> Json<Value> {
    let ready = desk.ready.borrow().clone();
    Json(match ready {
        Ready::Now(tools) => {
            let level = tools.stage.level();
            json!({
                "sandbox": { "level": level.name(), "words": level.words() },
                "toolchain": { "ready": true },
            })
        }
        Ready::Soon(_) => json!({
            "toolchain": { "ready": false, "words": "What a run needs is being built." },
        }),
        Ready::Never(words) => json!({
            "toolchain": { "ready": false, "words": &*words },
        }),
    })
}
