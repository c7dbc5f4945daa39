//! TCP sockets whose operations wait as futures do; built in *A reactor*.

use super::time::{Sleep, sleep};
use super::watched::Watched;
use futures::io::{AsyncRead, AsyncWrite};
use std::future::poll_fn;
use std::io::{self, ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

/// How long an accept waits first when the system has nothing left for one more
/// connection; twice as long each time, up to the second.
const BACK_OFF: (Duration, Duration) = (Duration::from_millis(5), Duration::from_secs(1));

/// Waits for connections on a TCP port.
///
/// ```
/// use futures::io::{AsyncReadExt, AsyncWriteExt};
/// use poll_by_poll::runtime::{Runtime, TcpListener, TcpStream, spawn};
///
/// # fn main() -> std::io::Result<()> {
/// Runtime::new().block_on(async {
///     let mut listener = TcpListener::bind(([127, 0, 0, 1], 0).into())?;
///     let address = listener.local_addr()?;
///     let hut = spawn(async move {
///         let (mut hiker, _) = listener.accept().await?;
///         hiker.write_all(b"-6").await
///     });
///     let mut stream = TcpStream::connect(address).await?;
///     let mut heard = String::new();
///     stream.read_to_string(&mut heard).await?;
///     assert_eq!(heard, "-6");
///     hut.await.unwrap()
/// })
/// # }
/// ```
#[derive(Debug)]
pub struct TcpListener {
    watched: Watched<mio::net::TcpListener>,
    /// Until when no accept is tried, and how long the next such pause is.
    pause: Option<Sleep>,
    next_pause: Duration,
}

impl TcpListener {
    /// Listens at an address; port 0 lets the system choose one.
    ///
    /// # Errors
    ///
    /// When the address is not free, or not this machine's, and when the system has
    /// no more file descriptors.
    ///
    /// # Panics
    ///
    /// When the thread is in no runtime.
    #[track_caller]
    pub fn bind(address: SocketAddr) -> io::Result<TcpListener> {
        Ok(TcpListener {
            watched: Watched::new(mio::net::TcpListener::bind(address)?)?,
            pause: None,
            next_pause: BACK_OFF.0,
        })
    }

    /// Where it listens.
    ///
    /// # Errors
    ///
    /// What the system says against it.
    pub fn local_addr(&self) -> io::Result<SocketAddr> {
        self.watched.source.local_addr()
    }

    /// Waits for the next connection. Dropped before, it loses none.
    ///
    /// When the process or the system has nothing left for one more connection (file
    /// descriptors above all), it waits from 5 ms to a second and tries again: the
    /// connection waits in the system's queue.
    ///
    /// # Errors
    ///
    /// What the system says against it. A client that has gone before it was
    /// accepted is passed over.
    pub async fn accept(&mut self) -> io::Result<(TcpStream, SocketAddr)> {
        loop {
            if let Some(pause) = &mut self.pause {
                pause.await;
                self.pause = None;
            }
            let watched = &self.watched;
            let accept = |listener: &mio::net::TcpListener| Ok((listener.accept()?, false));
            let poll =
                |context: &mut Context<'_>| watched.poll(context, &watched.socket.read, accept);
            let accepted = poll_fn(poll).await;
            match accepted.and_then(|(stream, address)| Ok((TcpStream::watch(stream)?, address))) {
                Err(error) if error.kind() == ErrorKind::ConnectionAborted => {}
                Err(error) if is_exhausted(&error) => {
                    self.pause = Some(sleep(self.next_pause));
                    self.next_pause = (self.next_pause * 2).min(BACK_OFF.1);
                }
                done => {
                    self.next_pause = BACK_OFF.0;
                    return done;
                }
            }
        }
    }
}

/// Whether the process or the system has nothing left for one more connection.
fn is_exhausted(error: &io::Error) -> bool {
    // EMFILE, ENFILE, ENOBUFS, ENOMEM.
    #[cfg(unix)]
    let codes = [24, 23, if cfg!(target_os = "linux") { 105 } else { 55 }, 12];
    // WSAEMFILE, WSAENOBUFS.
    #[cfg(not(unix))]
    let codes = [10024, 10055];
    error
        .raw_os_error()
        .is_some_and(|code| codes.contains(&code))
}

/// A TCP connection. It is read and written through [`AsyncRead`] and
/// [`AsyncWrite`]; two tasks share it after
/// [`split`](futures::io::AsyncReadExt::split). Dropped, it is closed.
///
/// ```
/// use poll_by_poll::runtime::{Runtime, TcpListener, TcpStream};
///
/// # fn main() -> std::io::Result<()> {
/// Runtime::new().block_on(async {
///     let mut listener = TcpListener::bind(([127, 0, 0, 1], 0).into())?;
///     let stream = TcpStream::connect(listener.local_addr()?).await?;
///     stream.set_nodelay(true)?;
///     let (_, client) = listener.accept().await?;
///     assert_eq!(stream.local_addr()?, client);
///     assert_eq!(stream.peer_addr()?, listener.local_addr()?);
///     Ok(())
/// })
/// # }
/// ```
#[derive(Debug)]
pub struct TcpStream {
    watched: Watched<mio::net::TcpStream>,
}

impl TcpStream {
    fn watch(stream: mio::net::TcpStream) -> io::Result<TcpStream> {
        let watched = Watched::new(stream)?;
        Ok(TcpStream { watched })
    }

    /// Connects to an address.
    ///
    /// # Errors
    ///
    /// When nobody listens there, and what else the system says against it.
    ///
    /// # Panics
    ///
    /// When it is polled first on a thread that is in no runtime.
    pub async fn connect(address: SocketAddr) -> io::Result<TcpStream> {
        let stream = TcpStream::watch(mio::net::TcpStream::connect(address)?)?;
        let watched = &stream.watched;
        poll_fn(|context| watched.poll(context, &watched.socket.write, connected)).await?;
        Ok(stream)
    }

    /// The address of the other end.
    ///
    /// # Errors
    ///
    /// When it is connected no more.
    pub fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.watched.source.peer_addr()
    }

    /// The address of this end.
    ///
    /// # Errors
    ///
    /// What the system says against it.
    pub fn local_addr(&self) -> io::Result<SocketAddr> {
        self.watched.source.local_addr()
    }

    /// Whether small writes are sent at once, instead of being gathered for a while.
    ///
    /// # Errors
    ///
    /// What the system says against it.
    pub fn set_nodelay(&self, is_set: bool) -> io::Result<()> {
        self.watched.source.set_nodelay(is_set)
    }
}

/// Whether a connection that was begun is there.
fn connected(stream: &mio::net::TcpStream) -> io::Result<((), bool)> {
    if let Some(error) = stream.take_error()? {
        return Err(error);
    }
    match stream.peer_addr() {
        Ok(_) => Ok(((), false)),
        // The system is still at it.
        Err(error) if error.kind() == ErrorKind::NotConnected => Err(ErrorKind::WouldBlock.into()),
        Err(error) => Err(error),
    }
}

/// What was moved, of so much, and whether it was less: then the system has no more,
/// and will report when it has. That saves a call that would block.
fn moved(moved: usize, of: usize) -> (usize, bool) {
    (moved, 0 < moved && moved < of)
}

impl AsyncRead for TcpStream {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut [u8],
    ) -> Poll<io::Result<usize>> {
        let watched = &self.watched;
        watched.poll(context, &watched.socket.read, |mut stream| {
            Ok(moved(stream.read(buffer)?, buffer.len()))
        })
    }
}

impl AsyncWrite for TcpStream {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &[u8],
    ) -> Poll<io::Result<usize>> {
        let watched = &self.watched;
        watched.poll(context, &watched.socket.write, |mut stream| {
            Ok(moved(stream.write(buffer)?, buffer.len()))
        })
    }

    /// Is ready at once: nothing is kept back here.
    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    /// Ends the writing: the other end reads all, and then the end.
    fn poll_close(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(self.watched.source.shutdown(Shutdown::Write))
    }
}
