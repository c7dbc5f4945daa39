//! Learns from the system which sockets can be read and written, and wakes who
//! waits for them; built in *A reactor*.

use super::readiness::Readiness;
use super::shared::{lock, wake};
use mio::event::{Event, Source};
use mio::{Events, Interest, Poll, Registry, Token};
use slab::Slab;
use std::io;
use std::sync::{Arc, Mutex};
use std::task::Waker;
use std::time::Duration;

/// How many events are taken from the system at a time. tokio's number.
const EVENTS: usize = 1024;

/// The token of the reactor's own waker.
const INTERRUPT: Token = Token(usize::MAX);

/// The sockets of a runtime.
pub(crate) struct Reactor {
    /// Where the system reports; held by the worker that drives.
    poll: Mutex<(Poll, Events)>,
    registry: Registry,
    /// Ends a wait.
    waker: mio::Waker,
    /// The readiness of each socket, by its token.
    sockets: Mutex<Slab<Arc<Socket>>>,
}

/// What is known of one socket.
#[derive(Debug)]
pub(crate) struct Socket {
    pub(crate) read: Readiness,
    pub(crate) write: Readiness,
    token: Token,
}

impl Reactor {
    /// # Errors
    ///
    /// When the system has no more file descriptors.
    pub(crate) fn new() -> io::Result<Reactor> {
        let poll = Poll::new()?;
        Ok(Reactor {
            registry: poll.registry().try_clone()?,
            waker: mio::Waker::new(poll.registry(), INTERRUPT)?,
            poll: Mutex::new((poll, Events::with_capacity(EVENTS))),
            sockets: Mutex::new(Slab::new()),
        })
    }

    /// Ends the wait, or the next one.
    pub(crate) fn interrupt(&self) {
        let ended = self.waker.wake();
        ended.expect("the system takes what ends a wait of the reactor");
    }

    /// Has a socket watched, in both directions.
    ///
    /// # Errors
    ///
    /// What the system says against it.
    pub(crate) fn register(&self, source: &mut impl Source) -> io::Result<Arc<Socket>> {
        // An event of it is looked for under the same lock, after it is kept.
        let mut sockets = lock(&self.sockets);
        let token = Token(sockets.vacant_key());
        let both = Interest::READABLE | Interest::WRITABLE;
        self.registry.register(source, token, both)?;
        let socket = Arc::new(Socket {
            read: Readiness::default(),
            write: Readiness::default(),
            token,
        });
        sockets.insert(socket.clone());
        Ok(socket)
    }

    /// Has a socket watched no more.
    pub(crate) fn deregister(&self, source: &mut impl Source, socket: &Socket) {
        // It is closed next, which ends the watch as well.
        let _closed_next = self.registry.deregister(source);
        lock(&self.sockets).try_remove(socket.token.0);
    }

    /// Waits until the system reports something, or for so long; for ever if there
    /// is no timeout. Wakes who waits for what was reported.
    pub(crate) fn wait(&self, timeout: Option<Duration>) {
        let (poll, events) = &mut *lock(&self.poll);
        match poll.poll(events, timeout) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return,
            waited => waited.expect("the system tells which sockets are ready"),
        }
        let wakers: Vec<Waker> = {
            let sockets = lock(&self.sockets);
            // A socket may be gone by now, and another have its token: that one is
            // tried once in vain.
            let report = |event: &Event| Some(sockets.get(event.token().0)?.report(event));
            events.iter().filter_map(report).flatten().collect()
        };
        wake(wakers);
    }
}

impl Socket {
    /// Whom to wake for an event.
    fn report(&self, event: &Event) -> impl Iterator<Item = Waker> + use<> {
        let is_failed = event.is_error();
        let is_end = event.is_read_closed() || is_failed;
        let reader = (event.is_readable() || is_end).then(|| self.read.set(is_end));
        let is_end = event.is_write_closed() || is_failed;
        let writer = (event.is_writable() || is_end).then(|| self.write.set(is_end));
        [reader, writer].into_iter().flatten().flatten()
    }
}
