//! Many connections at once, and ten messages on each: a thousand, or as many as
//! `CONNECTIONS` says. Server and clients are two processes, since each side needs a
//! file descriptor a connection. It prints how much memory of the server a connection
//! takes:
//!
//! ```console
//! $ CONNECTIONS=10000 cargo test --release -p runtime-tests --test connections
//! ```
#![cfg(target_os = "linux")]

use futures::io::{AsyncReadExt, AsyncWriteExt};
use poll_by_poll::runtime::{TcpStream, spawn};
use runtime_tests::{Count, asked, echo_server, resident, workers};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::env;
use std::io::{self, BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::process::{Child, ChildStderr, Command, Stdio};

/// On each connection.
const MESSAGES: usize = 10;

/// How many are being connected at a time: the system keeps 128 for a listener that
/// has not accepted them.
const CONNECTING: usize = 100;

/// Set where this is the server.
const IS_SERVER: &str = "CONNECTIONS_IS_SERVER";

#[test]
fn many_connections_lose_no_message() {
    let connections = asked("CONNECTIONS", 1_000);
    if let Err(words) = raise_limit(connections) {
        return say(&format!("{connections} connections are skipped: {words}"));
    }
    if env::var_os(IS_SERVER).is_some() {
        return serve();
    }
    let mut server = Server::start();
    let before = server.resident();
    let heard = Count::default();
    let runtime = workers(2);
    let streams = runtime.block_on(async {
        let streams = connect(connections, server.address, &heard).await;
        assert_eq!(heard.get(), connections);
        exchange_all(streams, &heard).await
    });
    assert_eq!(streams.len(), connections);
    assert_eq!(heard.get(), connections * MESSAGES);
    let each = server.resident().saturating_sub(before) * 1024 / connections;
    say(&format!(
        "{connections} connections at once, {} messages: {each} bytes of the server's \
         memory a connection, with its buffer of 1,024",
        heard.get()
    ));
    drop(streams);
    server.end();
}

/// Opens all connections, and exchanges the first message on each: then it is accepted.
async fn connect(connections: usize, address: SocketAddr, heard: &Count) -> Vec<TcpStream> {
    let mut streams = Vec::new();
    while streams.len() < connections {
        let connect_one = |number| {
            let heard = heard.clone();
            spawn(async move {
                let mut stream = TcpStream::connect(address).await.unwrap();
                exchange(&mut stream, number, &heard).await;
                stream
            })
        };
        let numbers = streams.len()..connections.min(streams.len() + CONNECTING);
        for connected in numbers.map(connect_one).collect::<Vec<_>>() {
            streams.push(connected.await.unwrap());
        }
    }
    streams
}

/// Sends and hears the other messages, on all connections at once.
async fn exchange_all(streams: Vec<TcpStream>, heard: &Count) -> Vec<TcpStream> {
    let connections = streams.len();
    let exchange_one = |(connection, mut stream)| {
        let heard = heard.clone();
        spawn(async move {
            for message in 1..MESSAGES {
                exchange(&mut stream, message * connections + connection, &heard).await;
            }
            stream
        })
    };
    let tasks: Vec<_> = streams.into_iter().enumerate().map(exchange_one).collect();
    let mut streams = Vec::new();
    for task in tasks {
        streams.push(task.await.unwrap());
    }
    streams
}

/// Sends a number, which no other message has, and hears it.
async fn exchange(stream: &mut TcpStream, number: usize, heard: &Count) {
    let sent = number.to_be_bytes();
    stream.write_all(&sent).await.unwrap();
    let mut back = [0; size_of::<usize>()];
    stream.read_exact(&mut back).await.unwrap();
    assert_eq!(back, sent, "another message than was sent");
    heard.add();
}

/// The server's process: tells its address, and how much memory it has, each time it is
/// asked. Ends when nobody can ask any more.
fn serve() {
    let runtime = workers(2);
    let (_server, address) = runtime.block_on(async { echo_server() });
    say(&format!("address {address}"));
    for _asked in io::stdin().lines() {
        say(&format!("resident {}", resident()));
    }
}

/// The server, as the clients see it.
struct Server {
    process: Child,
    says: BufReader<ChildStderr>,
    address: SocketAddr,
}

impl Server {
    fn start() -> Server {
        let mut process = Command::new(env::current_exe().unwrap())
            .env(IS_SERVER, "")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut says = BufReader::new(process.stderr.take().unwrap());
        let address = after("address ", &mut says).parse().unwrap();
        Server {
            process,
            says,
            address,
        }
    }

    /// How many KiB of memory it has.
    fn resident(&mut self) -> usize {
        self.process
            .stdin
            .as_mut()
            .unwrap()
            .write_all(b"\n")
            .unwrap();
        after("resident ", &mut self.says).parse().unwrap()
    }

    fn end(mut self) {
        drop(self.process.stdin.take());
        let status = self.process.wait().unwrap();
        assert!(status.success(), "the server: {status}");
    }
}

/// What the server says after these words.
fn after(words: &str, says: &mut impl BufRead) -> String {
    let said = says.lines().map_while(Result::ok);
    let mut found = said.filter_map(|line| line.strip_prefix(words).map(str::to_owned));
    found.next().expect("the server says it")
}

/// Lets this process have as many descriptors as it may.
fn raise_limit(connections: usize) -> Result<(), String> {
    let limit = getrlimit(Resource::Nofile);
    let needed = u64::try_from(connections + 100).unwrap();
    if limit.maximum.is_some_and(|most| most < needed) {
        return Err(format!(
            "it needs {needed} file descriptors, and this process may have {} \
             (`ulimit -Hn` shows that)",
            limit.maximum.unwrap_or_default()
        ));
    }
    let current = limit.maximum;
    setrlimit(Resource::Nofile, Rlimit { current, ..limit }).map_err(|error| error.to_string())
}

/// Says something in a test that passes, too: what `eprintln` prints is kept back there.
fn say(words: &str) {
    let mut error = io::stderr();
    writeln!(error, "{words}").unwrap();
}
