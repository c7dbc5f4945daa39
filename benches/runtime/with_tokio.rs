//! tokio: its current-thread runtime, and its multi-thread runtime.

use crate::contender::{Channel, Contender, Sockets, Timers, Work};
use crate::{echo, passing, sleeping};
use futures::FutureExt;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Builder;
use tokio::sync::mpsc;

/// tokio with so many workers; one is the current thread.
#[derive(Debug)]
pub(crate) struct Tokio<const WORKERS: usize>;

impl<const WORKERS: usize> Contender for Tokio<WORKERS> {
    fn block_on<F: Future>(future: F) -> Option<F::Output> {
        let mut builder = match WORKERS {
            1 => Builder::new_current_thread(),
            _ => Builder::new_multi_thread(),
        };
        if WORKERS > 1 {
            builder.worker_threads(WORKERS);
        }
        let runtime = builder.enable_all().build();
        Some(runtime.expect("the system has threads").block_on(future))
    }

    fn spawn<F>(future: F) -> impl Future<Output = F::Output> + Send + 'static
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        tokio::spawn(future).map(|output| output.expect("it does not panic"))
    }

    fn detach<F>(future: F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        drop(tokio::spawn(future));
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

impl<const WORKERS: usize> Timers for Tokio<WORKERS> {
    async fn sleep(duration: Duration) {
        tokio::time::sleep(duration).await;
    }
}

impl<const WORKERS: usize> Sockets for Tokio<WORKERS> {
    type Listener = TcpListener;
    type Stream = TcpStream;

    async fn listen() -> io::Result<(TcpListener, SocketAddr)> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
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
        from.read_exact(bytes).await.map(drop)
    }

    async fn write_all(to: &mut TcpStream, bytes: &[u8]) -> io::Result<()> {
        to.write_all(bytes).await
    }
}

impl<const WORKERS: usize> Channel for Tokio<WORKERS> {
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
