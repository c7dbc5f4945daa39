//! A sleep for stages that have no timers yet: by a thread, as in *By hand*.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

/// Is ready so long after its first poll. It needs no runtime, only somebody who
/// polls it.
///
/// One thread sleeps for all, and wakes them in the order of their deadlines, on a
/// machine that is busy as well.
pub fn sleep(duration: Duration) -> Sleep {
    Sleep {
        duration,
        shared: None,
    }
}

/// See [`sleep`].
#[derive(Debug)]
#[must_use = "futures do nothing unless polled"]
pub struct Sleep {
    duration: Duration,
    /// None before the first poll.
    shared: Option<Arc<Mutex<Shared>>>,
}

/// What the future and the thread share.
#[derive(Debug)]
struct Shared {
    is_over: bool,
    waker: Waker,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let Some(shared) = &self.shared else {
            let shared = Arc::new(Mutex::new(Shared {
                is_over: false,
                waker: context.waker().clone(),
            }));
            self.shared = Some(shared.clone());
            let deadline = Instant::now() + self.duration;
            let begun = SLEEPER.send((deadline, shared));
            begun.expect("the thread that sleeps never ends");
            return Poll::Pending;
        };
        let mut shared = shared.lock().unwrap_or_else(PoisonError::into_inner);
        if shared.is_over {
            return Poll::Ready(());
        }
        shared.waker.clone_from(context.waker());
        Poll::Pending
    }
}

/// Leads to the thread that sleeps.
static SLEEPER: LazyLock<Sender<(Instant, Arc<Mutex<Shared>>)>> = LazyLock::new(|| {
    let (sender, begun) = channel::<(Instant, Arc<Mutex<Shared>>)>();
    thread::spawn(move || {
        // Equal deadlines in the order in which they came.
        let mut sleeps = BTreeMap::new();
        for number in 0_u64.. {
            let earliest = sleeps.first_key_value().map(|(&(deadline, _), _)| deadline);
            let received = match earliest {
                None => begun.recv().ok(),
                Some(deadline) => begun.recv_timeout(deadline - Instant::now()).ok(),
            };
            match received {
                Some((deadline, shared)) => drop(sleeps.insert((deadline, number), shared)),
                None => {
                    let due = sleeps.split_off(&(Instant::now(), u64::MAX));
                    let due = std::mem::replace(&mut sleeps, due);
                    due.into_values().for_each(|shared| end(&shared));
                }
            }
        }
    });
    sender
});

/// The time of a sleep is over.
fn end(shared: &Mutex<Shared>) {
    let mut shared = shared.lock().unwrap_or_else(PoisonError::into_inner);
    shared.is_over = true;
    let waker = shared.waker.clone();
    drop(shared);
    waker.wake();
}
