//! Instruments of the tests with sockets.

use crate::workers;
use futures::io::{AsyncReadExt, AsyncWriteExt};
use poll_by_poll::runtime::{JoinHandle, Runtime, TcpListener, TcpStream, spawn};
use std::io;
use std::net::SocketAddr;

/// A runtime of each flavor.
pub fn flavors() -> [Runtime; 2] {
    [Runtime::new(), workers(2)]
}

/// Listens at a port of the system's choice. To be called inside a runtime.
pub fn listen() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind(([127, 0, 0, 1], 0).into()).unwrap();
    let address = listener.local_addr().unwrap();
    (listener, address)
}

/// Both ends of a connection.
pub async fn pair() -> (TcpStream, TcpStream) {
    let (mut listener, address) = listen();
    let connecting = spawn(TcpStream::connect(address));
    let (accepted, _) = listener.accept().await.unwrap();
    (connecting.await.unwrap().unwrap(), accepted)
}

/// Sends all back until the other end has no more; how many bytes that were.
///
/// # Errors
///
/// What the system says against it.
pub async fn echo(mut stream: TcpStream) -> io::Result<usize> {
    let mut buffer = [0; 1024];
    let mut all = 0;
    loop {
        let length = stream.read(&mut buffer).await?;
        if length == 0 {
            stream.close().await?;
            return Ok(all);
        }
        stream.write_all(&buffer[..length]).await?;
        all += length;
    }
}

/// A task that sends back what clients send, each in a task of its own; and where.
pub fn echo_server() -> (JoinHandle<()>, SocketAddr) {
    let (mut listener, address) = listen();
    let server = spawn(async move {
        loop {
            let (client, _) = listener.accept().await.unwrap();
            drop(spawn(echo(client)));
        }
    });
    (server, address)
}

/// Sends this through an echo server, and hears the same.
///
/// # Errors
///
/// What the system says against it.
pub async fn call(address: SocketAddr, words: &[u8]) -> io::Result<()> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(words).await?;
    let mut heard = vec![0; words.len()];
    stream.read_exact(&mut heard).await?;
    assert_eq!(heard, words);
    Ok(())
}
