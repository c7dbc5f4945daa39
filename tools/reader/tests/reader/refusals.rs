//! Who is answered, and who may have a program run.

use crate::harness::{Answer, Book, Reading};
use std::net::{IpAddr, TcpStream, UdpSocket};

/// A request for a run.
const PROGRAM: &str = "{\"program\": \"fn main() {}\"}";

/// The headers that a page of ours sends, with one of them said otherwise, or
/// left out if it is to be empty.
fn ask(reading: &Reading<'_>, otherwise: (&str, &str), body: &str) -> Answer {
    let host = format!("127.0.0.1:{}", reading.port);
    let origin = format!("http://{host}");
    let headers = [
        ("Host", host.as_str()),
        ("Origin", &origin),
        ("Sec-Fetch-Site", "same-origin"),
        ("Content-Type", "application/json"),
        ("X-Poll-By-Poll", &reading.token),
    ];
    let headers = headers.map(|(name, value)| match otherwise {
        (other, instead) if other == name => (name, instead),
        _ => (name, value),
    });
    let said: Vec<(&str, &str)> = headers
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .collect();
    reading.say("POST", "/api/run", &said, body)
}

#[test]
fn a_page_of_ours_is_answered() {
    let book = Book::new();
    let reading = book.open();
    let answer = ask(&reading, ("", ""), PROGRAM);
    assert_eq!(answer.status, 200, "{answer:?}");
    assert!(!answer.head.contains("access-control"), "{answer:?}");
    // This small book has no crates to compile programs with.
    let last = answer.body.lines().last().unwrap();
    assert!(last.starts_with("{\"failed\""), "{answer:?}");
    assert!(last.contains("Cargo.toml"), "{answer:?}");
}

#[test]
fn without_rust_the_book_is_read_and_a_run_says_what_it_needs() {
    let book = Book::new();
    book.write("Cargo.toml", "[workspace]\n");
    let reading = book.open_with(&["--port", "0"], &[("CARGO", "there-is-no-cargo")]);
    assert_eq!(reading.get("/").status, 200);
    let answer = ask(&reading, ("", ""), PROGRAM);
    let last = answer.body.lines().last().unwrap();
    assert!(last.starts_with("{\"failed\""), "{answer:?}");
    assert!(last.contains("https://rustup.rs"), "{answer:?}");
}

#[test]
fn no_other_page_is() {
    let book = Book::new();
    let reading = book.open();
    let port = reading.port;
    let other_port = format!("http://127.0.0.1:{}", port.wrapping_add(1));
    let named = format!("http://localhost:{port}");
    let secure = format!("https://127.0.0.1:{port}");
    for (header, value, status) in [
        ("Host", "evil.example", 421),
        ("Origin", "http://evil.example", 403),
        ("Origin", "null", 403),
        ("Origin", "", 403),
        ("Origin", &other_port, 403),
        ("Origin", &named, 403),
        ("Origin", &secure, 403),
        ("Sec-Fetch-Site", "cross-site", 403),
        ("Sec-Fetch-Site", "same-site", 403),
        ("Sec-Fetch-Site", "none", 403),
        ("Sec-Fetch-Site", "", 403),
        ("X-Poll-By-Poll", "", 403),
        ("X-Poll-By-Poll", "0123456789abcdef0123456789abcdef", 401),
        ("X-Poll-By-Poll", &reading.token[..31], 401),
        ("Content-Type", "text/plain", 415),
        ("Content-Type", "", 415),
        ("Content-Type", "application/x-www-form-urlencoded", 415),
    ] {
        let answer = ask(&reading, (header, value), PROGRAM);
        assert_eq!(answer.status, status, "{header}: {value}: {answer:?}");
        assert!(!answer.head.contains("access-control"), "{answer:?}");
    }
}

#[test]
fn nothing_of_the_api_answers_a_get_or_asks_in_advance() {
    let book = Book::new();
    let reading = book.open();
    let host = format!("127.0.0.1:{}", reading.port);
    for path in ["/api/run", "/api/status", "/api/", "/api/none"] {
        for method in ["GET", "OPTIONS", "PUT"] {
            let answer = reading.ask(method, path, &host);
            assert!(answer.status >= 400, "{method} {path}: {answer:?}");
            assert!(!answer.head.contains("access-control"), "{answer:?}");
        }
    }
}

#[test]
fn another_host_is_refused_on_every_route() {
    let book = Book::new();
    let reading = book.open();
    let port = reading.port;
    let hosts = [
        "evil.example".to_owned(),
        format!("evil.example:{port}"),
        "127.0.0.1:1".to_owned(),
        format!("[::1]:{port}"),
        String::new(),
    ];
    for host in &hosts {
        for path in [
            "/",
            "/reader/events",
            "/reader/live.js",
            "/reader/page/run.js",
            "/api/run",
            "/api/status",
        ] {
            for method in ["GET", "POST"] {
                let answer = reading.ask(method, path, host);
                assert_eq!(answer.status, 421, "{method} {host} {path}");
                assert!(!answer.body.contains("The first text."));
            }
        }
    }
}

#[test]
fn another_page_is_told_nothing_of_what_changes() {
    let book = Book::new();
    let reading = book.open();
    let host = format!("127.0.0.1:{}", reading.port);
    for (header, value) in [
        ("Origin", "http://evil.example"),
        ("Sec-Fetch-Site", "cross-site"),
    ] {
        let headers = [("Host", host.as_str()), (header, value)];
        let answer = reading.say("GET", "/reader/events", &headers, "");
        assert_eq!(answer.status, 403, "{answer:?}");
    }
}

#[test]
fn localhost_is_sent_to_the_one_name() {
    let book = Book::new();
    let reading = book.open();
    let port = reading.port;
    let answer = reading.ask(
        "GET",
        "/part/two.html?search=run",
        &format!("localhost:{port}"),
    );
    assert_eq!(answer.status, 307);
    let place = format!("location: http://127.0.0.1:{port}/part/two.html?search=run");
    assert!(answer.has(&place), "{answer:?}");
    let answer = reading.ask("POST", "/api/run", &format!("localhost:{port}"));
    assert_eq!(answer.status, 421);
}

#[test]
fn only_this_machine_can_connect() {
    let book = Book::new();
    let reading = book.open();
    // The address that this machine has for others, if it has one: no packet is
    // sent for that.
    let socket = UdpSocket::bind("0.0.0.0:0").unwrap();
    let Ok(()) = socket.connect("192.0.2.1:9") else {
        return;
    };
    let here: IpAddr = socket.local_addr().unwrap().ip();
    assert!(!here.is_loopback());
    assert!(TcpStream::connect((here, reading.port)).is_err());
}

#[test]
fn a_request_may_be_so_long_and_no_longer() {
    let book = Book::new();
    let reading = book.open();
    let body = format!("{{\"program\":\"{}\"}}", "x".repeat(64 * 1024));
    let answer = ask(&reading, ("", ""), &body);
    assert_eq!(answer.status, 413, "{answer:?}");
    assert!(answer.body.contains("longer than 64 KiB"), "{answer:?}");
    let answer = ask(&reading, ("", ""), "{");
    assert_eq!(answer.status, 400, "{answer:?}");
}

#[test]
fn no_page_holds_the_token_or_may_load_anything_foreign() {
    let book = Book::new();
    let reading = book.open();
    for path in [
        "/",
        "/one.html",
        "/part/two.html",
        "/print.html",
        "/none.html",
        "/reader/live.js",
        "/reader/page/run.js",
    ] {
        let answer = reading.get(path);
        assert!(!answer.body.contains(&reading.token), "{path}");
        assert!(!answer.head.contains(&reading.token), "{path}");
        let policy = answer
            .head
            .lines()
            .find(|line| line.starts_with("content-security-policy: "));
        let policy = policy.unwrap_or_else(|| panic!("{path} has no policy"));
        for part in [
            "default-src 'self'",
            "connect-src 'self'",
            "frame-ancestors 'none'",
        ] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert!(!policy.contains("http"), "{policy}");
        let scripts = policy
            .split("script-src")
            .nth(1)
            .unwrap()
            .split(';')
            .next()
            .unwrap();
        assert!(!scripts.contains("unsafe"), "{policy}");
        assert!(
            answer.has("cross-origin-resource-policy: same-origin"),
            "{path}"
        );
        assert!(answer.has("x-content-type-options: nosniff"), "{path}");
    }
}

#[test]
fn each_start_has_a_token_of_its_own() {
    let book = Book::new();
    let (one, other) = (book.open(), book.open());
    assert_ne!(one.token, other.token);
    assert_eq!(one.token.len(), 32);
}
