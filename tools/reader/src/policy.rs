//! What a page may do, as the browser enforces it: nothing but what came from
//! here. A page's own inline scripts are named by their digests.

use crate::keep::Current;
use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::middleware::Next;
use axum::response::Response;
use base64::prelude::{BASE64_STANDARD, Engine};
use regex::Regex;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::sync::LazyLock;
use tokio::sync::watch;

/// A script whose text stands in the page. In a program that a page shows, `<`
/// is escaped.
static INLINE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?s)<script>(.*?)</script>").expect("it is one"));

/// The digests of the inline scripts of a page, as a policy names them.
pub(crate) fn scripts(page: &str) -> BTreeSet<String> {
    INLINE
        .captures_iter(page)
        .map(|script| BASE64_STANDARD.encode(Sha256::digest(&script[1])))
        .map(|digest| format!("'sha256-{digest}'"))
        .collect()
}

/// The policy of pages with such scripts. mdBook sets styles of elements.
pub(crate) fn policy(scripts: &BTreeSet<String>) -> String {
    let scripts: String = scripts.iter().map(|script| format!(" {script}")).collect();
    format!(
        "default-src 'self'; script-src 'self'{scripts}; style-src 'self' 'unsafe-inline'; \
         img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; \
         form-action 'none'; frame-ancestors 'none'"
    )
}

/// Sends the policy of the current edition with every answer.
pub(crate) async fn with_policy(
    State(current): State<watch::Receiver<Current>>,
    request: Request,
    next: Next,
) -> Response {
    let edition = current.borrow().edition.clone();
    let mut response = next.run(request).await;
    let policy = match edition {
        Some(edition) => edition.policy.clone(),
        None => policy(&BTreeSet::new()),
    };
    if let Ok(policy) = HeaderValue::try_from(policy) {
        response
            .headers_mut()
            .insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_scripts_are_named_and_no_others() {
        let page = "<script src=\"a.js\"></script><script>alert(1)</script>\
                    <pre>&lt;script>no&lt;/script></pre>";
        let expected = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='";
        assert_eq!(scripts(page), BTreeSet::from([expected.to_owned()]));
        assert!(policy(&scripts(page)).contains(&format!("script-src 'self' {expected};")));
    }
}
