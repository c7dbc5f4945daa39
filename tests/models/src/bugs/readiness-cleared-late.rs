//! Who finds that a socket would block clears its readiness, and takes
//! back an edge that came after it had tried.

use crate::bugs::{Sleeper, told};
use crate::sync::{AtomicUsize, Mutex, MutexGuard};
use loom::thread;
use std::sync::atomic::Ordering::SeqCst;
use std::sync::{Arc, PoisonError};
use std::task::{Context, Poll, Waker};

pub(crate) struct Readiness {
    state: Mutex<State>,
}

struct State {
    is_ready: bool,
    waker: Option<Waker>,
}

impl Default for Readiness {
    fn default() -> Readiness {
        Readiness {
            state: Mutex::new(State {
                is_ready: true,
                waker: None,
            }),
        }
    }
}

impl Readiness {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn set(&self, _is_closed: bool) -> Option<Waker> {
        let mut state = self.lock();
        state.is_ready = true;
        let waker = state.waker.take();
        let woken = waker.as_ref().map_or("nobody", |_| "the reader");
        told!("reactor", "an edge: ready now, and wakes {woken}");
        waker
    }

    pub(crate) fn poll(&self, context: &mut Context<'_>) -> Poll<()> {
        let mut state = self.lock();
        if state.is_ready {
            told!("reader", "polls: it is worth a try");
            return Poll::Ready(());
        }
        state.waker = Some(context.waker().clone());
        told!("reader", "polls: not ready, and leaves its waker");
        Poll::Pending
    }

    pub(crate) fn clear(&self, (): ()) {
        self.lock().is_ready = false;
        told!("reader", "clears: not ready now");
    }
}

pub(crate) const FOLLOWS: &str = "nobody wakes the reader any more";

pub(crate) fn model() {
    let readiness = Arc::new(super::Checked::default());
    let bytes = Arc::new(AtomicUsize::new(0));
    let (edges, sent) = (readiness.clone(), bytes.clone());
    thread::spawn(move || {
        sent.store(1, SeqCst);
        told!("system", "a byte has come");
        edges.set(false).into_iter().for_each(Waker::wake);
    });
    let sleeper = Sleeper::new();
    let waker = Waker::from(sleeper.clone());
    loop {
        let context = &mut Context::from_waker(&waker);
        let Poll::Ready(seen) = readiness.poll(context) else {
            sleeper.sleep("reader");
            continue;
        };
        if bytes.load(SeqCst) == 1 {
            return;
        }
        told!("reader", "reads: would block");
        readiness.clear(seen);
    }
}
