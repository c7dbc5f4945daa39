//! A small book, a reader that has it open, and a client that says exactly what
//! a test wants said. Tests wait for lines, events and ends of streams.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpStream};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;
use tempfile::TempDir;

/// Far longer than anything takes: to wait for it is to fail.
const DEADLINE: Duration = Duration::from_secs(60);

/// A book of two pages, the second of which includes an example.
pub(crate) struct Book(TempDir);

impl Book {
    pub(crate) fn new() -> Book {
        let book = Book(tempfile::tempdir().unwrap());
        book.write(
            "book.toml",
            "[book]\ntitle = \"Small\"\nsrc = \"book\"\n\n\
             [build]\ncreate-missing = false\nextra-watch-dirs = [\"examples\"]\n",
        );
        book.write(
            "book/SUMMARY.md",
            "# Summary\n\n[One](one.md)\n\n# Part\n\n- [Two](part/two.md)\n- [Draft]()\n",
        );
        book.write("book/one.md", "# One\n\nThe first text.\n");
        book.write(
            "book/part/two.md",
            "# Two\n\n```rust\n{{#include ../../examples/two.rs}}\n```\n",
        );
        book.write("examples/two.rs", "fn main() {}\n");
        book
    }

    pub(crate) fn root(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, file: &str, text: &str) {
        let file = self.root().join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    /// Writes as many editors do: a new file takes the old one's place.
    pub(crate) fn replace(&self, file: &str, text: &str) {
        let scratch = format!("{file}~");
        self.write(&scratch, text);
        fs::rename(self.root().join(scratch), self.root().join(file)).unwrap();
    }

    /// The folders of copies that running and dead readers have.
    pub(crate) fn copies(&self) -> Vec<String> {
        fs::read_dir(self.root().join("target/reader"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name != "lock")
            .collect()
    }

    /// Opens the book on any port.
    pub(crate) fn open(&self) -> Reading<'_> {
        self.open_with(&["--port", "0"], &[])
    }

    pub(crate) fn open_with(
        &self,
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Reading<'_> {
        let mut child = Command::new(env!("CARGO_BIN_EXE_reader"))
            .arg("--root")
            .arg(self.root())
            .args(arguments)
            .envs(environment.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, lines) = mpsc::channel();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || {
            for line in stdout.lines() {
                // A test that has ended reads no more.
                let _ = sender.send(line.unwrap());
            }
        });
        let mut reading = Reading {
            _book: self,
            child,
            lines,
            opening: Vec::new(),
            port: 0,
            token: String::new(),
        };
        loop {
            let line = reading.line();
            let address = line.strip_prefix("Read it at http://127.0.0.1:");
            if let Some((port, rest)) = address.and_then(|rest| rest.split_once("/#token=")) {
                reading.port = port.parse().unwrap();
                reading.token = rest.split(' ').next().unwrap().to_owned();
                reading.opening.push(line);
                return reading;
            }
            reading.opening.push(line);
        }
    }
}

/// A running reader; killed when dropped.
pub(crate) struct Reading<'book> {
    /// Its folder is gone when the book is dropped.
    _book: &'book Book,
    child: Child,
    lines: Receiver<String>,
    /// What it said up to its address.
    pub(crate) opening: Vec<String>,
    pub(crate) port: u16,
    /// What a page has to know to run anything.
    pub(crate) token: String,
}

impl Reading<'_> {
    /// The next line in the terminal.
    pub(crate) fn line(&self) -> String {
        self.lines
            .recv_timeout(DEADLINE)
            .expect("the reader says something")
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &format!("127.0.0.1:{}", self.port))
    }

    pub(crate) fn ask(&self, method: &str, path: &str, host: &str) -> Answer {
        self.say(method, path, &[("Host", host)], "")
    }

    /// Sends exactly these headers, and the length of the body.
    pub(crate) fn say(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let mut stream = self.connect();
        write!(stream, "{method} {path} HTTP/1.0\r\n").unwrap();
        for (name, value) in headers {
            write!(stream, "{name}: {value}\r\n").unwrap();
        }
        write!(stream, "Content-Length: {}\r\n\r\n{body}", body.len()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        Answer {
            status: head.split(' ').nth(1).unwrap().parse().unwrap(),
            head: head.to_lowercase(),
            body: body.to_string(),
        }
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).unwrap();
        stream.set_read_timeout(Some(DEADLINE)).unwrap();
        stream
    }

    /// Listens as an open page does.
    pub(crate) fn listen(&self) -> Events {
        let mut stream = self.connect();
        let port = self.port;
        write!(
            stream,
            "GET /reader/events HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\n\r\n"
        )
        .unwrap();
        Events(BufReader::new(stream))
    }

    /// Sends a signal, and waits for the end: what was said, and the status.
    #[cfg(unix)]
    pub(crate) fn end(mut self, signal: &str) -> (Vec<String>, ExitStatus) {
        let pid = self.child.id();
        let sent = Command::new("sh")
            .args(["-c", &format!("kill -{signal} {pid}")])
            .status();
        assert!(sent.unwrap().success());
        let mut said = Vec::new();
        loop {
            match self.lines.recv_timeout(DEADLINE) {
                Ok(line) => said.push(line),
                Err(mpsc::RecvTimeoutError::Disconnected) => break,
                Err(mpsc::RecvTimeoutError::Timeout) => panic!("the reader goes on"),
            }
        }
        (said, self.child.wait().unwrap())
    }
}

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What the server answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// In lower case.
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn has(&self, header: &str) -> bool {
        self.head.lines().any(|line| line == header)
    }
}

/// The stream that an open page listens to.
pub(crate) struct Events(BufReader<TcpStream>);

impl Events {
    /// The data of the next event of this name.
    pub(crate) fn next(&mut self, name: &str) -> String {
        loop {
            let event = self.line().expect("the stream goes on");
            if event == format!("event: {name}") {
                let data = self.line().expect("the event has data");
                return data.strip_prefix("data: ").unwrap().to_string();
            }
        }
    }

    /// Waits for events of this name until the data is right.
    pub(crate) fn until(&mut self, name: &str, is_right: impl Fn(&str) -> bool) -> String {
        loop {
            let data = self.next(name);
            if is_right(&data) {
                return data;
            }
        }
    }

    /// Waits for the server to end the stream.
    pub(crate) fn end(mut self) {
        while self.line().is_some() {}
        let _ = self.0.get_ref().shutdown(Shutdown::Both);
    }

    fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        let read = self.0.read_line(&mut line).expect("in time");
        (read > 0).then(|| line.trim_end().to_string())
    }
}
