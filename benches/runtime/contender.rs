//! What a bench asks of a runtime, in words that all of them share. The current
//! runtime is that of the thread, so that no bench carries a handle around.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::time::Duration;

/// Something to do in a task.
pub(crate) type Work = Pin<Box<dyn Future<Output = ()> + Send>>;

/// A runtime with a number of workers. A method that answers `None` says what it
/// is not able to do: the report has a dash there.
pub(crate) trait Contender: 'static {
    /// Runs a future on a runtime that nothing else uses; `None` where there is no
    /// such runtime.
    fn block_on<F: Future>(future: F) -> Option<F::Output>;

    /// A task, and its output.
    fn spawn<F>(future: F) -> impl Future<Output = F::Output> + Send + 'static
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static;

    /// A task that nobody waits for.
    fn detach<F>(future: F)
    where
        F: Future<Output = ()> + Send + 'static;

    /// `sleeping::sleeps`, where there are timers.
    fn sleeps() -> Option<Work> {
        None
    }

    /// `echo::echo`, where there are sockets.
    fn echo(_connections: usize, _round_trips: usize) -> Option<Work> {
        None
    }

    /// `passing::pass`, where there is a bounded channel.
    fn pass() -> Option<Work> {
        None
    }
}

/// A runtime that has timers.
pub(crate) trait Timers: Contender {
    /// Is ready when so much time has passed.
    fn sleep(duration: Duration) -> impl Future<Output = ()> + Send;
}

/// A runtime that has sockets.
pub(crate) trait Sockets: Contender {
    /// Takes connections.
    type Listener: Send + 'static;
    /// Is one.
    type Stream: Send + 'static;

    /// Listens at an address of this machine.
    fn listen() -> impl Future<Output = io::Result<(Self::Listener, SocketAddr)>> + Send;
    /// The next connection.
    fn accept(from: &mut Self::Listener) -> impl Future<Output = io::Result<Self::Stream>> + Send;
    /// A connection to this address.
    fn connect(to: SocketAddr) -> impl Future<Output = io::Result<Self::Stream>> + Send;
    /// Reads what is there, and says how much.
    fn read(
        from: &mut Self::Stream,
        bytes: &mut [u8],
    ) -> impl Future<Output = io::Result<usize>> + Send;
    /// Reads until the bytes are full.
    fn read_exact(
        from: &mut Self::Stream,
        bytes: &mut [u8],
    ) -> impl Future<Output = io::Result<()>> + Send;
    /// Writes all of them.
    fn write_all(
        to: &mut Self::Stream,
        bytes: &[u8],
    ) -> impl Future<Output = io::Result<()>> + Send;
}

/// A runtime that has, or is usually used with, a bounded channel.
pub(crate) trait Channel: Contender {
    /// Puts numbers in.
    type Sender: Send + 'static;
    /// Takes them out.
    type Receiver: Send + 'static;

    /// A channel that holds so many numbers.
    fn channel(capacity: usize) -> (Self::Sender, Self::Receiver);
    /// Puts one in, when there is room.
    fn send(to: &mut Self::Sender, number: u64) -> impl Future<Output = ()> + Send;
    /// Takes one out; `None` when all senders are gone.
    fn receive(from: &mut Self::Receiver) -> impl Future<Output = Option<u64>> + Send;
}
