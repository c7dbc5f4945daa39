//! Serves the current edition to the browsers of this machine.
//!
//! Every answer is taken from one edition, which stays whole as long as the
//! request lasts, and no browser keeps any: a reload shows the new build.

use crate::keep::Current;
use crate::{callers, events, live, policy};
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use include_dir::{Dir, include_dir};
use std::ffi::OsStr;
use std::net::SocketAddr;
use tokio::sync::watch;
use tower_http::services::{ServeDir, ServeFile};
use tower_http::set_header::SetResponseHeaderLayer;

/// All that the reader answers on `address`.
pub(crate) fn router(
    current: watch::Receiver<Current>,
    address: SocketAddr,
    api: Router,
) -> Router {
    let fixed =
        |name, value| SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value));
    Router::new()
        .route(
            live::SCRIPT_PATH,
            get((
                [(CONTENT_TYPE, "text/javascript; charset=utf-8")],
                live::SCRIPT,
            )),
        )
        .route(
            live::STYLE_PATH,
            get(([(CONTENT_TYPE, "text/css; charset=utf-8")], live::STYLE)),
        )
        .route(
            live::EVENTS_PATH,
            get(events::stream).layer(middleware::from_fn_with_state(
                address,
                callers::no_other_page,
            )),
        )
        .route(&format!("{}{{*file}}", live::PAGE_PATH), get(page_file))
        .fallback(page)
        .layer(middleware::from_fn_with_state(
            current.clone(),
            policy::with_policy,
        ))
        .with_state(current)
        .nest("/api", api)
        .layer(middleware::from_fn_with_state(
            address,
            callers::only_this_machine,
        ))
        .layer(fixed(CACHE_CONTROL, "no-store"))
        .layer(fixed(X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(fixed(RESOURCE_POLICY, "same-origin"))
}

/// Forbids other sites to use what we answer as a part of theirs.
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// The scripts and styles that run programs.
static PAGE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/page");

/// One of them.
async fn page_file(Path(name): Path<String>) -> Response {
    let Some(file) = PAGE.get_file(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kind = match file.path().extension().and_then(OsStr::to_str) {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    };
    ([(CONTENT_TYPE, kind)], file.contents()).into_response()
}

/// A file of the book; its own 404 page when it has none of that name.
async fn page(State(current): State<watch::Receiver<Current>>, request: Request) -> Response {
    let Current { edition, faults } = current.borrow().clone();
    let Some(edition) = edition else {
        let page = Html(live::unbuilt(&faults));
        return (StatusCode::SERVICE_UNAVAILABLE, page).into_response();
    };
    let missing = ServeFile::new(edition.folder().join("404.html"));
    let mut files = ServeDir::new(edition.folder()).not_found_service(missing);
    match files.try_call(request).await {
        Ok(response) => response.map(Body::new),
        // The system refuses some names, such as very long ones.
        Err(error) => (StatusCode::NOT_FOUND, format!("{error}\n")).into_response(),
    }
}
