//! A stand-in for the Rust Playground, which says what it is told to.

use axum::Router;
use axum::extract::State;
use axum::http::header::{ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_TYPE};
use axum::http::{HeaderMap, Method, StatusCode};
use serde_json::{Value, json};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

/// What it was asked, and what it says to that.
#[derive(Debug, Default)]
struct Desk {
    asked: Vec<(HeaderMap, String)>,
    answer: (u16, String),
}

/// One on this machine, until the runtime of the test ends.
#[derive(Debug)]
pub struct Playground {
    address: SocketAddr,
    desk: Arc<Mutex<Desk>>,
}

impl Playground {
    /// Listens on a free port.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub async fn open() -> anyhow::Result<Playground> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let desk = Arc::default();
        let router = Router::new().fallback(answer).with_state(Arc::clone(&desk));
        tokio::spawn(axum::serve(listener, router).into_future());
        Ok(Playground { address, desk })
    }

    /// Where it takes programs.
    pub fn url(&self) -> String {
        format!("http://{}/execute", self.address)
    }

    /// What it says from now on.
    ///
    /// # Panics
    ///
    /// When a request has panicked.
    pub fn answer(&self, status: u16, body: &Value) {
        self.desk.lock().unwrap().answer = (status, body.to_string());
    }

    /// It ran the program, which ended well after printing this.
    pub fn prints(&self, stdout: &str) {
        let stderr = "   Compiling playground v0.0.1 (/playground)\n    \
            Finished `dev` profile [unoptimized + debuginfo] target(s) in 0.58s\n     \
            Running `target/debug/playground`\n";
        self.answer(
            200,
            &json!({ "success": true, "exitDetail": "Exited with status 0",
                "stdout": stdout, "stderr": stderr }),
        );
    }

    /// The headers and the body of each request so far.
    ///
    /// # Panics
    ///
    /// When a request has panicked.
    pub fn asked(&self) -> Vec<(HeaderMap, String)> {
        self.desk.lock().unwrap().asked.clone()
    }
}

/// A browser asks first whether it may, since the page is another's.
async fn answer(
    State(desk): State<Arc<Mutex<Desk>>>,
    method: Method,
    headers: HeaderMap,
    body: String,
) -> (
    StatusCode,
    [(axum::http::HeaderName, &'static str); 3],
    String,
) {
    let mut desk = desk.lock().unwrap();
    let (status, said) = if method == Method::OPTIONS {
        (200, String::new())
    } else {
        desk.asked.push((headers, body));
        desk.answer.clone()
    };
    let allowed = [
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (ACCESS_CONTROL_ALLOW_HEADERS, "content-type"),
        (CONTENT_TYPE, "application/json"),
    ];
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY);
    (status, allowed, said)
}
