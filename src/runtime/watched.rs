//! A socket and what is known of it; built in *A reactor*.

use super::budget;
use super::handle::Handle;
use super::reactor::Socket;
use super::readiness::Readiness;
use mio::event::Source;
use std::io::{self, ErrorKind};
use std::sync::Arc;
use std::task::{Context, Poll, ready};

/// A socket that the reactor watches.
#[derive(Debug)]
pub(crate) struct Watched<S: Source> {
    pub(crate) source: S,
    pub(crate) socket: Arc<Socket>,
    handle: Handle,
}

impl<S: Source> Watched<S> {
    /// # Panics
    ///
    /// When the thread is in no runtime.
    #[track_caller]
    pub(crate) fn new(mut source: S) -> io::Result<Watched<S>> {
        let handle = Handle::current();
        let socket = handle.reactor()?.register(&mut source)?;
        Ok(Watched {
            source,
            socket,
            handle,
        })
    }

    /// Tries an operation, again and again as the socket becomes ready for it, until
    /// it does not block. What it answers is the value, and whether the socket gave
    /// or took less than it was asked to.
    pub(crate) fn poll<T>(
        &self,
        context: &mut Context<'_>,
        direction: &Readiness,
        mut operation: impl FnMut(&S) -> io::Result<(T, bool)>,
    ) -> Poll<io::Result<T>> {
        budget::poll_leaf(context, |context| {
            loop {
                let seen = ready!(direction.poll(context));
                match operation(&self.source) {
                    Err(error) if error.kind() == ErrorKind::WouldBlock => direction.clear(seen),
                    Err(error) if error.kind() == ErrorKind::Interrupted => {}
                    done => {
                        if let Ok((_, true)) = done {
                            direction.drain(seen);
                        }
                        return Poll::Ready(done.map(|(value, _)| value));
                    }
                }
            }
        })
    }
}

impl<S: Source> Drop for Watched<S> {
    fn drop(&mut self) {
        if let Ok(reactor) = self.handle.reactor() {
            reactor.deregister(&mut self.source, &self.socket);
        }
    }
}
