//! The reader, as `cargo run` starts it, and a client that asks it for runs.

use crate::root;
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;
use std::time::Duration;

/// Far longer than anything takes: to wait for it is to fail.
const DEADLINE: Duration = Duration::from_secs(120);

/// What `cargo run` starts, built.
///
/// # Panics
///
/// When it can't be built.
pub static READER: LazyLock<PathBuf> = LazyLock::new(|| {
    let mut cargo = Command::new(env!("CARGO"));
    cargo
        .args(["build", "--quiet", "-p", "reader"])
        .args(["--message-format", "json"])
        .current_dir(root());
    let output = cargo.stderr(Stdio::inherit()).output();
    let output = output.expect("cargo starts");
    assert!(output.status.success(), "the reader can't be built");
    let built = String::from_utf8_lossy(&output.stdout);
    let built = built
        .lines()
        .filter_map(|line| serde_json::from_str(line).ok());
    let executable = |artifact: Value| artifact["executable"].as_str().map(PathBuf::from);
    built
        .filter_map(executable)
        .next_back()
        .expect("cargo built it")
});

/// A reader that has this project's book open; ended when dropped.
#[derive(Debug)]
pub struct Reading {
    child: Child,
    /// Where it is.
    pub port: u16,
    /// What a page has to know to run anything.
    pub token: String,
}

impl Reading {
    /// Starts one on any port, with more arguments and variables.
    ///
    /// # Panics
    ///
    /// When it does not start.
    pub fn open(arguments: &[&str], environment: &[(&str, &str)]) -> Reading {
        // From here on it is ended when this is dropped.
        let mut reading = Reading {
            child: Reading::command(arguments, environment)
                .spawn()
                .expect("the reader starts"),
            port: 0,
            token: String::new(),
        };
        let stdout = reading.child.stdout.take();
        let mut said = BufReader::new(stdout.expect("it is piped"));
        loop {
            let mut line = String::new();
            let read = said.read_line(&mut line).expect("it is text");
            assert!(read > 0, "the reader ended");
            let address = line.strip_prefix("Read it at http://127.0.0.1:");
            if let Some((port, rest)) = address.and_then(|rest| rest.split_once("/#token=")) {
                reading.token = rest.split(' ').next().expect("there is one").to_owned();
                reading.port = port.parse().expect("it is a port");
                // It goes on to say things, and must not wait for us.
                std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
                return reading;
            }
        }
    }

    fn command(arguments: &[&str], environment: &[(&str, &str)]) -> Command {
        let mut command = Command::new(&*READER);
        command
            .args(["--port", "0", "--root"])
            .arg(root())
            .args(arguments)
            .envs(environment.iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::piped());
        command
    }

    /// The number of its process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// How many processes it has started that are there, and they in turn; none
    /// where the system is not Linux.
    pub fn descendants(&self) -> usize {
        descendants(self.process())
    }

    /// The name of the sandbox in which it runs programs; none if it can't run any,
    /// as where the sandbox that it was asked for does not work. From then on
    /// everything is ready.
    ///
    /// # Panics
    ///
    /// When the server does not answer in time.
    pub fn level(&self) -> Option<String> {
        self.run("fn main() {}\n");
        let mut answer = String::new();
        self.post("status", "{}")
            .read_to_string(&mut answer)
            .expect("it ends in time");
        let said = Answer::read(&answer).said.remove(0);
        said["sandbox"]["level"].as_str().map(str::to_owned)
    }

    /// Where a browser finds a page, with the right to run its programs.
    pub fn url(&self, page: &str) -> String {
        format!("http://127.0.0.1:{}/{page}#token={}", self.port, self.token)
    }

    /// Asks for the run of a program, and returns all that is told.
    ///
    /// # Panics
    ///
    /// When the server does not answer in time.
    pub fn run(&self, program: &str) -> Answer {
        let mut answer = String::new();
        self.begin(program)
            .read_to_string(&mut answer)
            .expect("it ends in time");
        Answer::read(&answer)
    }

    /// Asks for a run, and leaves the answer to be read: dropped, it is over.
    ///
    /// # Panics
    ///
    /// When nobody takes the connection.
    pub fn begin(&self, program: &str) -> BufReader<TcpStream> {
        self.post("run", &json!({ "program": program }).to_string())
    }

    fn post(&self, path: &str, body: &str) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).expect("it listens");
        stream
            .set_read_timeout(Some(DEADLINE))
            .expect("it is no zero");
        write!(
            stream,
            "POST /api/{path} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n\
             Sec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\n\
             X-Poll-By-Poll: {}\r\nContent-Length: {}\r\n\r\n{body}",
            self.token,
            body.len(),
            port = self.port,
        )
        .expect("it reads");
        BufReader::new(stream)
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _gone = self.child.wait();
    }
}

/// How many processes have this one for an ancestor.
fn descendants(process: u32) -> usize {
    let tasks = fs::read_dir(format!("/proc/{process}/task"));
    let lists = tasks.into_iter().flatten().flatten();
    let lists = lists.filter_map(|task| fs::read_to_string(task.path().join("children")).ok());
    let children: Vec<u32> = lists
        .flat_map(|list| {
            list.split(' ')
                .filter_map(|child| child.parse().ok())
                .collect::<Vec<_>>()
        })
        .collect();
    children.iter().map(|child| 1 + descendants(*child)).sum()
}

/// What was told of a run.
#[derive(Debug)]
pub struct Answer {
    /// The status of HTTP.
    pub status: u16,
    /// Each line that was told.
    pub said: Vec<Value>,
}

impl Answer {
    fn read(answer: &str) -> Answer {
        let (head, body) = answer.split_once("\r\n\r\n").expect("it has a head");
        let status = head.split(' ').nth(1).expect("it has a status");
        Answer {
            status: status.parse().expect("it is a number"),
            said: body
                .lines()
                .map(|line| serde_json::from_str(line).expect("each line is JSON"))
                .collect(),
        }
    }

    /// The first thing of this name that was told.
    pub fn told(&self, name: &str) -> Option<&Value> {
        self.said.iter().find_map(|said| said.get(name))
    }

    /// All that was printed on `stdout` or `stderr`.
    pub fn printed(&self, stream: &str) -> String {
        let pieces = self.said.iter().filter_map(|said| said.get(stream));
        pieces
            .map(|piece| piece["text"].as_str().expect("it is text"))
            .collect()
    }

    /// How the program ended.
    ///
    /// # Panics
    ///
    /// When it did not.
    pub fn status(&self) -> &str {
        let ended = self
            .told("ended")
            .unwrap_or_else(|| panic!("no end: {self:?}"));
        ended["status"].as_str().expect("it is text")
    }
}
