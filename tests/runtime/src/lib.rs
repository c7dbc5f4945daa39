//! Instruments of the runtime's tests: they count polls and drops, and let a
//! test decide when a future is ready.

mod sockets;
mod workers;

pub use sockets::{call, echo, echo_server, flavors, listen, pair};
pub use workers::{Held, hold, meet, workers};

use std::env;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};

/// The number that the variable `name` asks for, such as `ROUNDS=10000`, or the
/// ordinary one.
///
/// # Panics
///
/// If the variable holds something else.
pub fn asked(name: &str, ordinary: usize) -> usize {
    match env::var(name) {
        Ok(number) => number
            .parse()
            .unwrap_or_else(|_| panic!("{name}={number} is not a number")),
        Err(_) => ordinary,
    }
}

/// Counts something; clones share the count.
#[derive(Debug, Clone, Default)]
pub struct Count(Arc<AtomicUsize>);

impl Count {
    /// One more.
    pub fn add(&self) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }

    /// How many there were.
    pub fn get(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }

    /// A value that counts when it is dropped.
    pub fn on_drop(&self) -> OnDrop {
        OnDrop(self.clone())
    }
}

/// Counts when it is dropped.
#[derive(Debug)]
pub struct OnDrop(Count);

impl Drop for OnDrop {
    fn drop(&mut self) {
        self.0.add();
    }
}

/// Panics when it is dropped.
#[derive(Debug)]
pub struct PanicOnDrop;

impl Drop for PanicOnDrop {
    fn drop(&mut self) {
        panic!("dropped");
    }
}

/// A future that is pending until the test opens it, and counts its polls and
/// drops. Clones of its handle lead to the same.
#[derive(Debug)]
pub struct Gate {
    shared: Arc<Shared>,
    _drop: OnDrop,
}

/// What opens a [`Gate`], and tells of it.
#[derive(Debug, Clone)]
pub struct Keeper {
    shared: Arc<Shared>,
    /// How often the gate was polled.
    pub polls: Count,
    /// How often it was dropped: once, if at all.
    pub drops: Count,
}

#[derive(Debug)]
struct Shared {
    is_open: Mutex<bool>,
    waker: Mutex<Option<Waker>>,
    polls: Count,
}

/// A gate and its keeper.
pub fn gate() -> (Gate, Keeper) {
    let (polls, drops) = (Count::default(), Count::default());
    let shared = Arc::new(Shared {
        is_open: Mutex::new(false),
        waker: Mutex::new(None),
        polls: polls.clone(),
    });
    let gate = Gate {
        shared: shared.clone(),
        _drop: drops.on_drop(),
    };
    let keeper = Keeper {
        shared,
        polls,
        drops,
    };
    (gate, keeper)
}

impl Future for Gate {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        self.shared.polls.add();
        let is_open = self
            .shared
            .is_open
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if *is_open {
            return Poll::Ready(());
        }
        let waker = Some(context.waker().clone());
        *self
            .shared
            .waker
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = waker;
        Poll::Pending
    }
}

impl Keeper {
    /// Lets the gate be ready, and wakes who polled it last.
    pub fn open(&self) {
        *self
            .shared
            .is_open
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = true;
        if let Some(waker) = self.waker() {
            waker.wake();
        }
    }

    /// The waker that the gate was polled with last; it is taken away.
    pub fn waker(&self) -> Option<Waker> {
        let mut waker = self
            .shared
            .waker
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        waker.take()
    }
}

/// Answers pending so many times, and wakes each time.
pub fn turns(mut left: usize) -> impl Future<Output = ()> + Send {
    std::future::poll_fn(move |context| {
        if left == 0 {
            return Poll::Ready(());
        }
        left -= 1;
        context.waker().wake_by_ref();
        Poll::Pending
    })
}

/// Waits until another thread has made it true.
pub fn until(is_true: impl Fn() -> bool) {
    while !is_true() {
        std::thread::yield_now();
    }
}

/// How many KiB of memory this process has; none where the system does not tell.
pub fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.trim().strip_suffix(" kB"));
    number.map_or(0, |number| {
        number.parse().expect("the system tells a number")
    })
}
