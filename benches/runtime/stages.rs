//! The runtime as it stands at the end of each chapter of part 3, on one thread. What
//! a stage is able to do is what its chapters have built; the first, `block_on`, has no
//! tasks, and is left out.

use crate::contender::{Contender, Sockets, Timers, Work};
use crate::{echo, sleeping};
use futures::FutureExt;
use futures::io::{AsyncReadExt, AsyncWriteExt};
use poll_by_poll::stages;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

/// *A run queue*: tasks, of which nobody gets the output.
#[derive(Debug)]
pub(crate) struct RunQueue;

impl Contender for RunQueue {
    fn block_on<F: Future>(future: F) -> Option<F::Output> {
        Some(stages::run_queue::Runtime::new().block_on(future))
    }

    fn spawn<F>(future: F) -> impl Future<Output = F::Output> + Send + 'static
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        let (task, output) = future.remote_handle();
        stages::run_queue::spawn(task);
        output
    }

    fn detach<F>(future: F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        stages::run_queue::spawn(future);
    }
}

/// A stage with join handles.
macro_rules! stage {
    ($name:ident, $stage:ident, $chapter:literal, {$($more:tt)*}) => {
        #[doc = $chapter]
        #[derive(Debug)]
        pub(crate) struct $name;

        impl Contender for $name {
            fn block_on<F: Future>(future: F) -> Option<F::Output> {
                Some(stages::$stage::Runtime::new().block_on(future))
            }

            fn spawn<F>(future: F) -> impl Future<Output = F::Output> + Send + 'static
            where
                F: Future + Send + 'static,
                F::Output: Send + 'static,
            {
                stages::$stage::spawn(future).map(|output| output.expect("it does not panic"))
            }

            fn detach<F>(future: F)
            where
                F: Future<Output = ()> + Send + 'static,
            {
                drop(stages::$stage::spawn(future));
            }

            $($more)*
        }
    };
}

/// A stage with timers.
macro_rules! timers {
    ($name:ident, $stage:ident) => {
        impl Timers for $name {
            async fn sleep(duration: Duration) {
                stages::$stage::sleep(duration).await;
            }
        }
    };
}

/// A stage with sockets.
macro_rules! sockets {
    ($name:ident, $stage:ident) => {
        impl Sockets for $name {
            type Listener = stages::$stage::TcpListener;
            type Stream = stages::$stage::TcpStream;

            async fn listen() -> io::Result<(Self::Listener, SocketAddr)> {
                let listener = Self::Listener::bind((Ipv4Addr::LOCALHOST, 0).into())?;
                let address = listener.local_addr()?;
                Ok((listener, address))
            }

            async fn accept(from: &mut Self::Listener) -> io::Result<Self::Stream> {
                Ok(from.accept().await?.0)
            }

            async fn connect(to: SocketAddr) -> io::Result<Self::Stream> {
                Self::Stream::connect(to).await
            }

            async fn read(from: &mut Self::Stream, bytes: &mut [u8]) -> io::Result<usize> {
                from.read(bytes).await
            }

            async fn read_exact(from: &mut Self::Stream, bytes: &mut [u8]) -> io::Result<()> {
                from.read_exact(bytes).await
            }

            async fn write_all(to: &mut Self::Stream, bytes: &[u8]) -> io::Result<()> {
                to.write_all(bytes).await
            }
        }
    };
}

stage!(JoinHandles, join_handles, "*Join handles*.", {});
stage!(WithTimers, timers, "*Timers*.", {
    fn sleeps() -> Option<Work> {
        Some(Box::pin(sleeping::sleeps::<Self>()))
    }
});
timers!(WithTimers, timers);
stage!(Reactor, reactor, "*A reactor*.", {
    fn sleeps() -> Option<Work> {
        Some(Box::pin(sleeping::sleeps::<Self>()))
    }

    fn echo(connections: usize, round_trips: usize) -> Option<Work> {
        Some(Box::pin(echo::echo::<Self>(connections, round_trips)))
    }
});
timers!(Reactor, reactor);
sockets!(Reactor, reactor);
stage!(WorkStealing, work_stealing, "*Work stealing*.", {
    fn sleeps() -> Option<Work> {
        Some(Box::pin(sleeping::sleeps::<Self>()))
    }

    fn echo(connections: usize, round_trips: usize) -> Option<Work> {
        Some(Box::pin(echo::echo::<Self>(connections, round_trips)))
    }
});
timers!(WorkStealing, work_stealing);
sockets!(WorkStealing, work_stealing);
