//! Who is answered: this machine's browsers, under one name.

use axum::extract::{Request, State};
use axum::http::header::HOST;
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use std::net::SocketAddr;

/// Refuses requests that name another host. A web page elsewhere can have its
/// own name resolve to 127.0.0.1 and then read what we answer (DNS rebinding);
/// but it can't make the browser say another host than that name.
///
/// A browser keeps what a page may do by the name of its host, so there is one
/// name: who says `localhost` is sent on.
pub(crate) async fn only_this_machine(
    State(address): State<SocketAddr>,
    request: Request,
    next: Next,
) -> Response {
    let host = request
        .headers()
        .get(HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or_default();
    if is_at(host, "127.0.0.1", address.port()) {
        return next.run(request).await;
    }
    let is_reading = matches!(*request.method(), Method::GET | Method::HEAD);
    if is_reading && is_at(host, "localhost", address.port()) {
        let place = request
            .uri()
            .path_and_query()
            .map_or("/", PathAndQuery::as_str);
        return Redirect::temporary(&format!("http://{address}{place}")).into_response();
    }
    let says = format!("This server answers to http://{address}/ only.\n");
    (StatusCode::MISDIRECTED_REQUEST, says).into_response()
}

/// Refuses other sites' pages what they could only wait for: they may not read
/// it, but an open connection tells them that this server is here.
pub(crate) async fn no_other_page(
    State(address): State<SocketAddr>,
    request: Request,
    next: Next,
) -> Response {
    if is_foreign(request.headers(), address) {
        return StatusCode::FORBIDDEN.into_response();
    }
    next.run(request).await
}

fn is_foreign(headers: &HeaderMap, address: SocketAddr) -> bool {
    let says = |name: &str| headers.get(name).map(HeaderValue::as_bytes);
    let origin = format!("http://{address}");
    says("origin").is_some_and(|said| said != origin.as_bytes())
        || says("sec-fetch-site").is_some_and(|said| said != b"same-origin")
}

fn is_at(host: &str, name: &str, port: u16) -> bool {
    // A browser leaves out the port of HTTP.
    host.strip_prefix(name)
        .is_some_and(|rest| rest == format!(":{port}") || (rest.is_empty() && port == 80))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_a_name_and_a_port() {
        assert!(is_at("127.0.0.1:3000", "127.0.0.1", 3000));
        assert!(is_at("localhost", "localhost", 80));
    }

    #[test]
    fn any_other_host_is_refused() {
        for host in [
            "",
            "127.0.0.1",
            "127.0.0.1:3001",
            "127.0.0.1.:3000",
            "127.0.0.1.example:3000",
            "[::1]:3000",
            "example:3000",
            "user@127.0.0.1:3000",
            "0.0.0.0:3000",
            "127.0.0.1:3000/",
            "127.0.0.1:+3000",
        ] {
            assert!(!is_at(host, "127.0.0.1", 3000), "{host}");
        }
    }
}
