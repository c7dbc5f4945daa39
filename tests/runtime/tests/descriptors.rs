//! A process that is out of file descriptors. It is a test of its own, as it lowers
//! what the process may have.
#![cfg(target_os = "linux")]

use futures::io::{AsyncReadExt, AsyncWriteExt};
use poll_by_poll::runtime::{
    Builder, JoinHandle, Runtime, TcpListener, TcpStream, now, sleep, spawn,
};
use runtime_tests::{Count, call, echo_server, flavors, listen, turns};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::fs::File;
use std::future::{Future, poll_fn};
use std::io;
use std::net::{self, SocketAddr};
use std::pin::pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// What the system says when a process has no more file descriptors.
const EMFILE: Option<i32> = Some(24);

/// Lets the process have few, and one test at a time use them up.
fn few() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    let alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let few = Rlimit {
        current: Some(128),
        ..getrlimit(Resource::Nofile)
    };
    setrlimit(Resource::Nofile, few).unwrap();
    alone
}

/// Takes all file descriptors that are left.
fn take_all() -> Vec<File> {
    std::iter::from_fn(|| File::open("/dev/null").ok()).collect()
}

/// What a client is told, whose connection was accepted by a task; how often that
/// was polled; and the client. No descriptor is left.
struct Accepting {
    task: JoinHandle<(TcpStream, SocketAddr)>,
    polls: Count,
    client: net::TcpStream,
    all: Vec<File>,
}

fn accept_without_descriptors() -> Accepting {
    let (mut listener, address) = listen();
    // It is connected by the system, and waits to be accepted.
    let client = net::TcpStream::connect(address).unwrap();
    let all = take_all();
    let polls = Count::default();
    let counted = polls.clone();
    let task = spawn(async move {
        let mut accepting = pin!(listener.accept());
        let polling = poll_fn(|context| {
            counted.add();
            accepting.as_mut().poll(context)
        });
        polling.await.unwrap()
    });
    Accepting {
        task,
        polls,
        client,
        all,
    }
}

impl Accepting {
    /// Waits until the connection is accepted, which works then.
    async fn expect_served(self) {
        let (mut stream, from) = self.task.await.unwrap();
        assert_eq!(from, self.client.local_addr().unwrap());
        let mut client = &self.client;
        io::Write::write_all(&mut client, b"at last").unwrap();
        let mut heard = [0; 7];
        stream.read_exact(&mut heard).await.unwrap();
        assert_eq!(&heard, b"at last");
        stream.close().await.unwrap();
    }
}

#[test]
fn an_accept_without_descriptors_waits_and_serves_when_there_are_some() {
    let _alone = few();
    for runtime in flavors() {
        runtime.block_on(async {
            let mut accepting = accept_without_descriptors();
            while accepting.polls.get() < 5 {
                turns(1).await;
            }
            assert!(!accepting.task.is_finished());
            accepting.all.clear();
            accepting.expect_served().await;
        });
    }
}

/// On a paused clock, a task that is polled without a pause would let no time pass.
#[test]
fn an_accept_without_descriptors_is_tried_after_longer_and_longer_pauses() {
    let _alone = few();
    let paused = Builder::new_current_thread().start_paused(true).build();
    paused.block_on(async {
        let mut accepting = accept_without_descriptors();
        let begun = now();
        // At 0, 5, 15, 35, 75, 155, 315, 635 and 1275 ms, and then each second.
        for (millis, polls) in [(1, 1), (6, 2), (80, 5), (1300, 9), (10_300, 18)] {
            let until = begun + Duration::from_millis(millis);
            sleep(until - now()).await;
            assert_eq!(accepting.polls.get(), polls, "after {millis} ms");
        }
        accepting.all.clear();
        accepting.expect_served().await;
    });
}

#[test]
fn a_connection_that_has_no_descriptor_fails_in_words() {
    let _alone = few();
    for runtime in flavors() {
        runtime.block_on(async {
            let (_listener, address) = listen();
            let all = take_all();
            let error = TcpStream::connect(address).await.unwrap_err();
            assert_eq!(error.raw_os_error(), EMFILE);
            drop(all);
            TcpStream::connect(address).await.unwrap();
        });
    }
}

/// The first socket of a runtime needs descriptors for the reactor as well.
#[test]
fn a_reactor_that_has_too_few_descriptors_is_made_later() {
    let _alone = few();
    for runtime in flavors() {
        let mut all = take_all();
        let before = all.len();
        let mut missing = 0;
        while let Err(error) = bind(&runtime) {
            assert_eq!(error.raw_os_error(), EMFILE);
            // What was made in vain is given back.
            let rest = take_all();
            assert_eq!(rest.len(), missing);
            all.extend(rest);
            missing += 1;
            all.truncate(before - missing);
        }
        assert!(missing > 1, "the socket and the reactor");
        drop(all);
        runtime.block_on(async {
            let (server, address) = echo_server();
            call(address, b"a word").await.unwrap();
            server.abort();
        });
    }
}

fn bind(runtime: &Runtime) -> io::Result<()> {
    runtime.block_on(async { TcpListener::bind(([127, 0, 0, 1], 0).into()).map(drop) })
}
