//! Sockets, on one thread and on two workers: what the two ends of a connection may
//! do to one another.

use futures::future::join;
use futures::io::{AsyncReadExt, AsyncWriteExt};
use poll_by_poll::runtime::{TcpStream, spawn};
use runtime_tests::{Count, call, echo, echo_server, flavors, listen, pair, turns};
use std::io::ErrorKind;

#[test]
fn what_is_sent_comes_back() {
    for runtime in flavors() {
        runtime.block_on(async {
            let (server, address) = echo_server();
            for words in [b"-6".as_slice(), b"snow above 1800 m"] {
                call(address, words).await.unwrap();
            }
            server.abort();
            assert!(server.await.unwrap_err().is_cancelled());
            let error = TcpStream::connect(address).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::ConnectionRefused);
        });
    }
}

#[test]
fn both_ends_know_their_addresses() {
    for runtime in flavors() {
        runtime.block_on(async {
            let (client, server) = pair().await;
            assert_eq!(client.peer_addr().unwrap(), server.local_addr().unwrap());
            assert_eq!(server.peer_addr().unwrap(), client.local_addr().unwrap());
            client.set_nodelay(true).unwrap();
        });
    }
}

#[test]
fn a_client_that_has_ended_its_writing_reads_all() {
    const LENGTH: usize = 1 << 20;
    for runtime in flavors() {
        runtime.block_on(async {
            let (mut client, mut server) = pair().await;
            let answers = spawn(async move {
                let mut heard = String::new();
                server.read_to_string(&mut heard).await.unwrap();
                // More than the system keeps on the way.
                server.write_all(&vec![7; LENGTH]).await.unwrap();
                heard
            });
            client.write_all(b"how much?").await.unwrap();
            client.close().await.unwrap();
            let error = client.write_all(b"more").await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::BrokenPipe);
            let mut heard = Vec::new();
            client.read_to_end(&mut heard).await.unwrap();
            assert_eq!(heard, vec![7; LENGTH]);
            assert_eq!(answers.await.unwrap(), "how much?");
        });
    }
}

#[test]
fn a_connection_that_is_reset_fails_and_the_next_does_not() {
    for runtime in flavors() {
        runtime.block_on(async {
            let (mut client, mut server) = pair().await;
            client.write_all(b"half of it is read").await.unwrap();
            server.read_exact(&mut [0; 4]).await.unwrap();
            let (mut reader, mut writer) = client.split();
            let reads = spawn(async move {
                let error = reader.read(&mut [0; 8]).await.unwrap_err();
                // The system says it once, and then that there is nothing more.
                assert_eq!(reader.read(&mut [0; 8]).await.unwrap(), 0);
                error.kind()
            });
            turns(3).await;
            // With something unread, the system resets instead of ending.
            drop(server);
            assert_eq!(reads.await.unwrap(), ErrorKind::ConnectionReset);
            let error = writer.write_all(b"more").await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::BrokenPipe);
            let (server, address) = echo_server();
            call(address, b"the next").await.unwrap();
            server.abort();
        });
    }
}

#[test]
fn a_client_that_says_nothing_keeps_no_other_waiting() {
    for runtime in flavors() {
        runtime.block_on(async {
            let (server, address) = echo_server();
            let silent = TcpStream::connect(address).await.unwrap();
            for _ in 0..100 {
                call(address, b"a word").await.unwrap();
            }
            drop(silent);
            server.abort();
        });
    }
}

/// More than the system keeps on the way, so that both ends have to read while they
/// write.
#[test]
fn much_is_sent_both_ways_at_once() {
    const LENGTH: usize = 64 << 20;
    // No two parts of it are equal that can be mistaken for one another.
    let byte = |at: usize| u8::try_from((at * 31 + at / 251) % 256).unwrap();
    let sent: Vec<u8> = (0..1 << 20).map(byte).collect();
    for runtime in flavors() {
        runtime.block_on(async {
            let (client, server) = pair().await;
            let exchanges = [client, server].map(|stream| {
                let sent = sent.clone();
                spawn(async move {
                    let (mut reader, mut writer) = stream.split();
                    let writes = async {
                        for _ in 0..LENGTH / sent.len() {
                            writer.write_all(&sent).await.unwrap();
                        }
                        writer.close().await.unwrap();
                    };
                    let reads = async {
                        let mut part = vec![0; sent.len()];
                        for _ in 0..LENGTH / sent.len() {
                            reader.read_exact(&mut part).await.unwrap();
                            assert!(part == sent, "other bytes came than were sent");
                        }
                        assert_eq!(reader.read(&mut part).await.unwrap(), 0);
                    };
                    join(writes, reads).await;
                })
            });
            for exchange in exchanges {
                exchange.await.unwrap();
            }
        });
    }
}

/// The halves are in two tasks, which wait on one socket at a time.
#[test]
fn two_tasks_share_a_connection() {
    for runtime in flavors() {
        runtime.block_on(async {
            let (client, server) = pair().await;
            let server = spawn(echo(server));
            let (mut reader, mut writer) = client.split();
            let writes = spawn(async move {
                for number in 0..2000_u32 {
                    writer.write_all(&number.to_be_bytes()).await.unwrap();
                }
                writer.close().await.unwrap();
            });
            let reads = spawn(async move {
                let mut word = [0; 4];
                for number in 0..2000_u32 {
                    reader.read_exact(&mut word).await.unwrap();
                    assert_eq!(u32::from_be_bytes(word), number);
                }
            });
            writes.await.unwrap();
            reads.await.unwrap();
            assert_eq!(server.await.unwrap().unwrap(), 8000);
        });
    }
}

#[test]
fn who_writes_to_a_peer_that_is_gone_learns_it() {
    for runtime in flavors() {
        runtime.block_on(async {
            let (mut client, server) = pair().await;
            let writes = spawn(async move {
                loop {
                    if let Err(error) = client.write_all(&[0; 1 << 16]).await {
                        break error.kind();
                    }
                }
            });
            // It writes until nothing more goes on the way.
            turns(100).await;
            drop(server);
            let kind = writes.await.unwrap();
            let kinds = [ErrorKind::ConnectionReset, ErrorKind::BrokenPipe];
            assert!(kinds.contains(&kind), "{kind}");
        });
    }
}

#[test]
fn a_stream_that_is_dropped_in_the_middle_of_a_read_is_closed() {
    for runtime in flavors() {
        runtime.block_on(async {
            let (mut client, mut server) = pair().await;
            let drops = Count::default();
            let kept = drops.on_drop();
            let reads = spawn(async move {
                let _kept = kept;
                let mut buffer = [0; 8];
                server.read_exact(&mut buffer).await.unwrap();
            });
            client.write_all(b"half").await.unwrap();
            turns(10).await;
            reads.abort();
            assert!(reads.await.unwrap_err().is_cancelled());
            assert_eq!(drops.get(), 1);
            // An end, or a reset if it had not read the half yet.
            let ended = client.read(&mut [0; 8]).await;
            assert!(ended.is_err() || ended.is_ok_and(|length| length == 0));
        });
    }
}

#[test]
fn an_accept_that_is_dropped_loses_no_connection() {
    for runtime in flavors() {
        runtime.block_on(async {
            let (mut listener, address) = listen();
            for _ in 0..20 {
                let mut accepting = Box::pin(listener.accept());
                let polled = futures::poll!(&mut accepting);
                assert!(polled.is_pending());
                drop(accepting);
                let client = TcpStream::connect(address).await.unwrap();
                let (_, from) = listener.accept().await.unwrap();
                assert_eq!(from, client.local_addr().unwrap());
            }
        });
    }
}
