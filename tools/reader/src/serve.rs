//! Serves the current edition to the browsers of this machine.
//!
//! Every answer is taken from one edition, which stays whole as long as the
//! request lasts, and no browser keeps any: a reload shows the new build.

use crate::keep::Current;
use crate::{events, live};
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HOST, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use std::net::SocketAddr;
use tokio::sync::watch;
use tower_http::services::{ServeDir, ServeFile};
use tower_http::set_header::SetResponseHeaderLayer;

/// All that the reader answers on `address`.
pub(crate) fn router(current: watch::Receiver<Current>, address: SocketAddr) -> Router {
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
        .route(live::EVENTS_PATH, get(events::stream))
        .fallback(page)
        .with_state(current)
        .layer(middleware::from_fn_with_state(address, only_this_machine))
        .layer(fixed(CACHE_CONTROL, "no-store"))
        .layer(fixed(X_CONTENT_TYPE_OPTIONS, "nosniff"))
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

/// Refuses requests that name another host. A web page elsewhere can have its
/// own name resolve to 127.0.0.1 and then read what we answer (DNS rebinding);
/// but it can't make the browser say another host than that name.
async fn only_this_machine(
    State(address): State<SocketAddr>,
    request: Request,
    next: Next,
) -> Response {
    let host = request
        .headers()
        .get(HOST)
        .and_then(|host| host.to_str().ok());
    if host.is_some_and(|host| is_ours(host, address.port())) {
        return next.run(request).await;
    }
    let says = format!("This server answers to http://{address}/ only.\n");
    (StatusCode::MISDIRECTED_REQUEST, says).into_response()
}

fn is_ours(host: &str, port: u16) -> bool {
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|name| {
        let rest = host.strip_prefix(name).unwrap_or(":");
        // A browser leaves out the port of HTTP.
        rest == format!(":{port}") || (rest.is_empty() && port == 80)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_has_three_names() {
        for host in ["127.0.0.1:3000", "localhost:3000", "[::1]:3000"] {
            assert!(is_ours(host, 3000), "{host}");
        }
        assert!(is_ours("localhost", 80));
    }

    #[test]
    fn any_other_name_is_refused() {
        for host in [
            "",
            "localhost",
            "localhost:3001",
            "localhost.:3000",
            "localhost.example:3000",
            "127.0.0.1.example:3000",
            "example:3000",
            "user@localhost:3000",
            "0.0.0.0:3000",
            "localhost:3000/",
            "localhost:+3000",
        ] {
            assert!(!is_ours(host, 3000), "{host}");
        }
    }
}
