//! How long an author waits for an edited page: the reader itself serves the
//! book, and this program listens as an open page does.

use crate::bench_book::Book;
use crate::cargo::Cargo;
use anyhow::{Context, bail};
use benches::{Series, progress};
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Where the reader tells open pages of a new edition.
const EVENTS: &str = "/reader/events";
/// What is edited: a page in the middle of the synthetic book.
const PAGE: &str = "book/chapters/chapter-30.md";
/// An edit takes so little that each round makes several.
const EDITS_A_ROUND: u32 = 5;
/// The reader is given up when it says nothing, or nothing new, for so long.
const PATIENCE: Duration = Duration::from_secs(30);

/// Serves the book with the reader, edits a page again and again, and returns
/// the seconds from each edit to the word that there is a new edition.
pub(crate) fn measure(book: &Book, cargo: &Cargo, rounds: u32) -> anyhow::Result<Series> {
    progress::say("building the reader");
    cargo.run(&["build", "--locked", "--bin", "reader"])?;
    let binary = cargo
        .built()
        .join(format!("reader{}", std::env::consts::EXE_SUFFIX));

    progress::say("serving the synthetic book, editing a page");
    let port = free_port()?;
    let _reader = Reader::start(&binary, &book.project(), port)?;
    let mut events = Events::listen(port)?;
    let mut edition = events.next_edition()?;
    let page = book.project().join(PAGE);
    let written = fs::read_to_string(&page).context("the synthetic book has this page")?;
    let mut seconds = Series::default();
    for edit in 1..=rounds * EDITS_A_ROUND {
        // An author pauses between two edits, and what came of the last one
        // is over by then.
        thread::sleep(Duration::from_millis(300));
        let begun = Instant::now();
        fs::write(&page, format!("{written}\nEdited {edit} times.\n"))?;
        edition = events.edition_after(&edition)?;
        seconds.push(begun.elapsed().as_secs_f64());
    }
    fs::write(&page, written)?;
    Ok(seconds)
}

/// The running reader; ended when dropped.
struct Reader(Child);

impl Reader {
    fn start(binary: &Path, root: &Path, port: u16) -> anyhow::Result<Reader> {
        let child = Command::new(binary)
            .args(["--port", &port.to_string(), "--root"])
            .arg(root)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("the reader can't be started")?;
        Ok(Reader(child))
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        // Both fail only if it has ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The reader's stream of server-sent events.
struct Events(BufReader<TcpStream>);

impl Events {
    fn listen(port: u16) -> anyhow::Result<Events> {
        let begun = Instant::now();
        let mut stream = loop {
            match TcpStream::connect((Ipv4Addr::LOCALHOST, port)) {
                Ok(stream) => break stream,
                Err(_) if begun.elapsed() < PATIENCE => thread::sleep(Duration::from_millis(20)),
                Err(error) => bail!("the reader does not answer: {error}"),
            }
        };
        stream.set_read_timeout(Some(PATIENCE))?;
        write!(
            stream,
            "GET {EVENTS} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"
        )?;
        Ok(Events(BufReader::new(stream)))
    }

    /// The id of the edition that the reader tells of next.
    fn next_edition(&mut self) -> anyhow::Result<String> {
        let mut about_edition = false;
        loop {
            let mut line = String::new();
            let length = self
                .0
                .read_line(&mut line)
                .context("the reader is silent")?;
            if length == 0 {
                bail!("the reader has ended its stream of events");
            }
            let line = line.trim_end();
            if let Some(event) = line.strip_prefix("event: ") {
                about_edition = event == "edition";
            } else if let Some(id) = line.strip_prefix("data: ").filter(|_| about_edition) {
                return Ok(id.to_string());
            }
        }
    }

    fn edition_after(&mut self, last: &str) -> anyhow::Result<String> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            let next = self.next_edition()?;
            if next != last {
                return Ok(next);
            }
        }
        bail!("an edit made no new edition");
    }
}

/// A port that nobody listens on.
fn free_port() -> anyhow::Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no free port")?;
    Ok(listener.local_addr()?.port())
}
