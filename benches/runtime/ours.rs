//! The runtime that the book builds.

use crate::contender::{Channel, Contender, Sockets, Timers, Work};
use crate::{echo, passing, sleeping};
use futures::FutureExt;
use futures::io::{AsyncReadExt, AsyncWriteExt};
use poll_by_poll::runtime::{self, Builder, Runtime, TcpListener, TcpStream, mpsc};
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

/// Ours with so many workers; one is the current thread.
#[derive(Debug)]
pub(crate) struct Ours<const WORKERS: usize>;

fn runtime(workers: usize) -> Runtime {
    match workers {
        1 => Builder::new_current_thread().build(),
        _ => Builder::new_multi_thread().worker_threads(workers).build(),
    }
}

impl<const WORKERS: usize> Contender for Ours<WORKERS> {
    fn block_on<F: Future>(future: F) -> Option<F::Output> {
        Some(runtime(WORKERS).block_on(future))
    }

    fn spawn<F>(future: F) -> impl Future<Output = F::Output> + Send + 'static
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        runtime::spawn(future).map(|output| output.expect("it does not panic"))
    }

    fn detach<F>(future: F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        drop(runtime::spawn(future));
    }

    fn sleeps() -> Option<Work> {
        Some(Box::pin(sleeping::sleeps::<Self>()))
    }

    fn echo(connections: usize, round_trips: usize) -> Option<Work> {
        Some(Box::pin(echo::echo::<Self>(connections, round_trips)))
    }

    fn pass() -> Option<Work> {
        Some(Box::pin(passing::pass::<Self>()))
    }
}

impl<const WORKERS: usize> Channel for Ours<WORKERS> {
    type Sender = mpsc::Sender<u64>;
    type Receiver = mpsc::Receiver<u64>;

    fn channel(capacity: usize) -> (Self::Sender, Self::Receiver) {
        mpsc::channel(capacity)
    }

    async fn send(to: &mut Self::Sender, number: u64) {
        to.send(number).await.expect("the receiver is there");
    }

    async fn receive(from: &mut Self::Receiver) -> Option<u64> {
        from.recv().await
    }
}

impl<const WORKERS: usize> Timers for Ours<WORKERS> {
    async fn sleep(duration: Duration) {
        runtime::sleep(duration).await;
    }
}

impl<const WORKERS: usize> Sockets for Ours<WORKERS> {
    type Listener = TcpListener;
    type Stream = TcpStream;

    async fn listen() -> io::Result<(TcpListener, SocketAddr)> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0).into())?;
        let address = listener.local_addr()?;
        Ok((listener, address))
    }

    async fn accept(from: &mut TcpListener) -> io::Result<TcpStream> {
        Ok(from.accept().await?.0)
    }

    async fn connect(to: SocketAddr) -> io::Result<TcpStream> {
        TcpStream::connect(to).await
    }

    async fn read(from: &mut TcpStream, bytes: &mut [u8]) -> io::Result<usize> {
        from.read(bytes).await
    }

    async fn read_exact(from: &mut TcpStream, bytes: &mut [u8]) -> io::Result<()> {
        from.read_exact(bytes).await
    }

    async fn write_all(to: &mut TcpStream, bytes: &[u8]) -> io::Result<()> {
        to.write_all(bytes).await
    }
}
