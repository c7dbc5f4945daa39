//! Many sockets, and several runtimes that have some: none sees another's, and each
//! gives its descriptors back.

use futures::future::join;
use poll_by_poll::runtime::{Runtime, TcpStream, spawn};
use runtime_tests::{call, echo, echo_server, flavors, listen, workers};
use std::sync::Mutex;
use std::thread;

/// One test at a time: they count what the process has.
static ALONE: Mutex<()> = Mutex::new(());

/// How many descriptors the process has.
#[cfg(target_os = "linux")]
fn descriptors() -> usize {
    std::fs::read_dir("/proc/self/fd").unwrap().count()
}

/// There is nothing to count them with.
#[cfg(not(target_os = "linux"))]
fn descriptors() -> usize {
    0
}

#[test]
fn connections_give_their_descriptors_back() {
    let _alone = ALONE.lock();
    let before_all = descriptors();
    for runtime in flavors() {
        runtime.block_on(async {
            let (mut listener, address) = listen();
            let before = descriptors();
            for _ in 0..200 {
                let server = async {
                    let (client, _) = listener.accept().await.unwrap();
                    echo(client).await.unwrap()
                };
                let (heard, called) = join(server, call(address, b"a word")).await;
                called.unwrap();
                assert_eq!(heard, 6);
            }
            assert_eq!(descriptors(), before);
        });
    }
    assert_eq!(descriptors(), before_all, "a runtime leaves none");
}

#[test]
fn a_runtime_that_ends_closes_what_its_tasks_had() {
    let _alone = ALONE.lock();
    let before = descriptors();
    for runtime in flavors() {
        let streams = runtime.block_on(async {
            let (server, address) = echo_server();
            let mut streams = Vec::new();
            for _ in 0..50 {
                streams.push(TcpStream::connect(address).await.unwrap());
            }
            drop(server);
            streams
        });
        drop(runtime);
        // They are watched by nobody any more, and may still be dropped.
        drop(streams);
        assert_eq!(descriptors(), before);
    }
}

#[test]
fn connections_that_are_open_at_once_do_not_mix() {
    let _alone = ALONE.lock();
    for runtime in flavors() {
        runtime.block_on(async {
            let (server, address) = echo_server();
            // Fewer than the system keeps for a listener: one more would wait a second.
            let calls = (0..100_u32).map(|number| {
                spawn(async move {
                    for round in 0..20 {
                        let words = (number * 20 + round).to_be_bytes();
                        call(address, &words).await.unwrap();
                    }
                })
            });
            for call in calls.collect::<Vec<_>>() {
                call.await.unwrap();
            }
            server.abort();
        });
    }
}

#[test]
fn runtimes_in_one_process_have_sockets_of_their_own() {
    let _alone = ALONE.lock();
    thread::scope(|scope| {
        let servers = workers(2);
        let (server, address) = servers.block_on(async { echo_server() });
        let clients = [Runtime::new(), Runtime::new(), workers(2)].map(|runtime| {
            scope.spawn(move || {
                runtime.block_on(async {
                    for number in 0..100_u32 {
                        call(address, &number.to_be_bytes()).await.unwrap();
                    }
                });
            })
        });
        for client in clients {
            client.join().unwrap();
        }
        server.abort();
    });
}

#[test]
fn a_stream_is_used_on_another_runtime_than_its_own() {
    let _alone = ALONE.lock();
    let (first, second) = (workers(2), workers(2));
    let (server, address) = first.block_on(async { echo_server() });
    let stream = first.block_on(TcpStream::connect(address)).unwrap();
    second
        .block_on(second.spawn(async move {
            use futures::io::{AsyncReadExt, AsyncWriteExt};
            let mut stream = stream;
            let mut heard = [0; 6];
            stream.write_all(b"a word").await.unwrap();
            stream.read_exact(&mut heard).await.unwrap();
            assert_eq!(&heard, b"a word");
        }))
        .unwrap();
    server.abort();
}
