//! Who may ask for a run: a page of ours, in a browser whose reader has the
//! token. Any other page that the reader has open can send requests here, too.

use super::refusal;
use super::token::Token;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_TYPE, ORIGIN};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use std::net::SocketAddr;
use std::sync::Arc;

/// Our own header. A page elsewhere can't set it without being asked by the
/// browser whether we allow that, and we never do.
const TOKEN: &str = "x-poll-by-poll";

/// What a request is compared with.
#[derive(Debug, Clone)]
pub(super) struct Guard {
    token: Token,
    origin: Arc<str>,
}

impl Guard {
    pub(super) fn new(token: Token, address: SocketAddr) -> Guard {
        Guard {
            token,
            origin: format!("http://{address}").into(),
        }
    }

    fn check(&self, headers: &HeaderMap) -> Result<(), (StatusCode, &'static str)> {
        let says = |name: &str| headers.get(name).map_or(&b""[..], |value| value.as_bytes());
        if says(ORIGIN.as_str()) != self.origin.as_bytes()
            || says("sec-fetch-site") != b"same-origin"
        {
            return Err((
                StatusCode::FORBIDDEN,
                "Only the book's own pages run programs.",
            ));
        }
        if !headers.contains_key(TOKEN) {
            return Err((
                StatusCode::FORBIDDEN,
                "The request lacks the book's own header.",
            ));
        }
        if !is_json(says(CONTENT_TYPE.as_str())) {
            return Err((
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "The request is not JSON.",
            ));
        }
        if !self.token.is(says(TOKEN)) {
            return Err((
                StatusCode::UNAUTHORIZED,
                "Open the link that `cargo run` printed: it lets this browser run programs.",
            ));
        }
        Ok(())
    }
}

fn is_json(content_type: &[u8]) -> bool {
    let kind = content_type.split(|byte| *byte == b';').next();
    kind.is_some_and(|kind| kind.trim_ascii().eq_ignore_ascii_case(b"application/json"))
}

/// Refuses everybody else, before a byte of the body is read.
pub(super) async fn only_our_pages(
    State(guard): State<Guard>,
    request: Request,
    next: Next,
) -> Response {
    match guard.check(request.headers()) {
        Ok(()) => next.run(request).await,
        Err((status, words)) => refusal(status, words),
    }
}
