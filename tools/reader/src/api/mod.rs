//! Runs what a page asks for: `POST /api/run`, and `/api/status` and `/api/cure`
//! beside it.
//!
//! `guard` lets in nobody but a page of ours whose reader has the `token`;
//! `desk` has the `tools` and what is `allowed`, and its `queue` decides whose
//! turn it is; `run` does one run, tells it line by line as `said` has it, and
//! has its figure from `draw`.

mod allowed;
mod cure;
mod desk;
mod draw;
mod guard;
mod queue;
mod run;
mod said;
mod status;
mod token;
mod tools;

pub use allowed::Allowed;
pub(crate) use desk::Desk;
pub(crate) use token::Token;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use serde_json::json;
use std::net::SocketAddr;
use std::sync::Arc;

/// The routes below `/api`.
pub(crate) fn router(desk: Arc<Desk>, token: Token, address: SocketAddr) -> Router {
    let guard = guard::Guard::new(token, address);
    Router::new()
        .route("/run", post(run::run))
        .route("/cure", post(cure::cure))
        .route("/status", post(status::status))
        .layer(DefaultBodyLimit::max(Allowed::BODY))
        .with_state(desk)
        .fallback(async || refusal(StatusCode::NOT_FOUND, "There is nothing of that name here."))
        .layer(middleware::from_fn_with_state(guard, guard::only_our_pages))
}

/// An answer that says why there is no other.
fn refusal(status: StatusCode, words: &str) -> Response {
    (status, axum::Json(json!({ "error": words }))).into_response()
}
