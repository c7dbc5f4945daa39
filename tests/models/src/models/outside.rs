//! What comes from outside: an edge of a socket and an earlier timer find whoever
//! waits for them.

use crate::parker::Parker;
use crate::readiness::Readiness;
use crate::timers::Timers;
use loom::sync::atomic::{AtomicUsize, Ordering};
use loom::thread;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::time::Instant;

/// Unparks who waits.
struct Unpark(Parker);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        assert!(!self.0.unpark(), "nobody is in the reactor");
    }
}

/// A socket whose other end sends bytes, and may close it.
struct Socket {
    /// What the system has: bytes, and then the end. It orders its own memory.
    bytes: AtomicUsize,
    readiness: Readiness,
}

/// What the other end has sent when it is closed.
const END: usize = 100;

impl Socket {
    fn new() -> Arc<Socket> {
        Arc::new(Socket {
            bytes: AtomicUsize::new(0),
            readiness: Readiness::default(),
        })
    }

    /// The other end sends, and the reactor reports it.
    fn send(&self, bytes: usize) {
        self.bytes.fetch_add(bytes, Ordering::SeqCst);
        let waker = self.readiness.set(bytes >= END);
        waker.into_iter().for_each(Waker::wake);
    }

    /// Reads until there is this much, as `TcpStream` does; the end is no byte.
    fn read(&self, wanted: usize) {
        let parker = Arc::new(Unpark(Parker::default()));
        let waker = Waker::from(parker.clone());
        let mut read = 0;
        while read < wanted {
            let Poll::Ready(seen) = self.readiness.poll(&mut Context::from_waker(&waker)) else {
                parker.0.park(None);
                continue;
            };
            match self.bytes.load(Ordering::SeqCst) % END - read {
                // It would block.
                0 => self.readiness.clear(seen),
                // Less than was asked for.
                some => {
                    read += some;
                    self.readiness.drain(seen);
                }
            }
        }
    }

    /// Waits for the end.
    fn read_end(&self) {
        let parker = Arc::new(Unpark(Parker::default()));
        let waker = Waker::from(parker.clone());
        while self.bytes.load(Ordering::SeqCst) < END {
            match self.readiness.poll(&mut Context::from_waker(&waker)) {
                Poll::Ready(seen) => self.readiness.clear(seen),
                Poll::Pending => parker.0.park(None),
            }
        }
    }

    /// Whether a reader is told to try, or will be told.
    fn is_ready(&self) -> bool {
        let context = &mut Context::from_waker(Waker::noop());
        self.readiness.poll(context).is_ready()
    }
}

#[test]
fn an_edge_is_never_lost() {
    loom::model(|| {
        let socket = Socket::new();
        let other = {
            let socket = socket.clone();
            thread::spawn(move || {
                socket.send(1);
                socket.send(1);
            })
        };
        socket.read(2);
        other.join().unwrap();
    });
}

#[test]
fn the_end_is_seen_after_what_was_sent_before_it() {
    loom::model(|| {
        let socket = Socket::new();
        let other = {
            let socket = socket.clone();
            // One edge for both.
            thread::spawn(move || socket.send(1 + END))
        };
        socket.read(1);
        socket.read_end();
        other.join().unwrap();
        assert!(socket.is_ready(), "the end can be read again and again");
    });
}

#[test]
fn who_sleeps_until_a_timer_is_woken_for_an_earlier_one() {
    let now = Instant::now();
    loom::model(move || {
        let timers = Arc::new(Timers::default());
        let parker = Arc::new(Parker::default());
        let other = {
            let (timers, parker) = (timers.clone(), parker.clone());
            thread::spawn(move || {
                if timers.set(&mut None, now, Waker::noop()) == Some(0) {
                    assert!(!parker.unpark(), "nobody is in the reactor");
                }
            })
        };
        if timers.begin_sleep(0).is_none() {
            parker.park(None);
        }
        assert_eq!(timers.end_sleep(|| now).len(), 1);
        other.join().unwrap();
    });
}
