//! smol: its executors, `LocalExecutor` for one thread and `Executor` for more,
//! and its one reactor for all of them.

use crate::contender::{Channel, Contender, Sockets, Timers, Work};
use crate::{echo, passing, sleeping};
use smol::channel;
use smol::io::{AsyncReadExt, AsyncWriteExt};
use smol::net::{TcpListener, TcpStream};
use smol::{Executor, LocalExecutor, Task};
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::thread;
use std::time::Duration;

/// smol with so many workers; one is the current thread.
#[derive(Debug)]
pub(crate) struct Smol<const WORKERS: usize>;

thread_local! {
    /// The tasks of one worker.
    static LOCAL: LocalExecutor<'static> = const { LocalExecutor::new() };
}

/// The tasks of several workers.
static SHARED: Executor<'static> = Executor::new();

fn spawn<const WORKERS: usize, F>(future: F) -> Task<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    match WORKERS {
        1 => LOCAL.with(|executor| executor.spawn(future)),
        _ => SHARED.spawn(future),
    }
}

/// As tokio has it: the workers are threads of their own, and the one that calls
/// this sleeps until the output is there.
fn on_workers<F: Future>(workers: usize, future: F) -> F::Output {
    let (ends, ended) = channel::bounded::<()>(1);
    thread::scope(|scope| {
        for _ in 0..workers {
            let ended = ended.clone();
            // Ends when `ends` is dropped.
            scope.spawn(move || smol::block_on(SHARED.run(async move { ended.recv().await })));
        }
        let output = futures::executor::block_on(future);
        drop(ends);
        output
    })
}

impl<const WORKERS: usize> Contender for Smol<WORKERS> {
    fn block_on<F: Future>(future: F) -> Option<F::Output> {
        Some(match WORKERS {
            1 => LOCAL.with(|executor| smol::block_on(executor.run(future))),
            _ => on_workers(WORKERS, future),
        })
    }

    fn spawn<F>(future: F) -> impl Future<Output = F::Output> + Send + 'static
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        spawn::<WORKERS, F>(future)
    }

    fn detach<F>(future: F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        spawn::<WORKERS, F>(future).detach();
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

impl<const WORKERS: usize> Timers for Smol<WORKERS> {
    async fn sleep(duration: Duration) {
        smol::Timer::after(duration).await;
    }
}

impl<const WORKERS: usize> Sockets for Smol<WORKERS> {
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
        from.read_exact(bytes).await
    }

    async fn write_all(to: &mut TcpStream, bytes: &[u8]) -> io::Result<()> {
        to.write_all(bytes).await
    }
}

impl<const WORKERS: usize> Channel for Smol<WORKERS> {
    type Sender = channel::Sender<u64>;
    type Receiver = channel::Receiver<u64>;

    fn channel(capacity: usize) -> (Self::Sender, Self::Receiver) {
        channel::bounded(capacity)
    }

    async fn send(to: &mut Self::Sender, number: u64) {
        to.send(number).await.expect("the receiver is there");
    }

    async fn receive(from: &mut Self::Receiver) -> Option<u64> {
        from.recv().await.ok()
    }
}
