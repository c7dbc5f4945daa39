//! Who reads less than it asked for clears readiness. The system has
//! told of the end with the same edge, and tells of it once.

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
    edges: Edges,
    waker: Option<Waker>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Edges(usize);

impl Default for Readiness {
    fn default() -> Readiness {
        Readiness {
            state: Mutex::new(State {
                is_ready: true,
                edges: Edges(0),
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
        state.edges.0 = state.edges.0.wrapping_add(1);
        told!("reactor", "an edge: ready now");
        state.waker.take()
    }

    pub(crate) fn poll(&self, context: &mut Context) -> Poll<Edges> {
        let mut state = self.lock();
        if state.is_ready {
            told!("reader", "polls: it is worth a try");
            return Poll::Ready(state.edges);
        }
        told!("reader", "polls: not ready, and leaves its waker");
        state.waker = Some(context.waker().clone());
        Poll::Pending
    }

    pub(crate) fn clear(&self, seen: Edges) {
        let mut state = self.lock();
        if state.edges == seen {
            state.is_ready = false;
            told!("reader", "clears: not ready now");
        }
    }

    pub(crate) fn drain(&self, seen: Edges) {
        self.clear(seen);
    }
}

pub(crate) const FOLLOWS: &str = "nobody wakes the reader any more";

pub(crate) fn model() {
    let readiness = Arc::new(super::Checked::default());
    let bytes = Arc::new(AtomicUsize::new(0));
    let (edges, sent) = (readiness.clone(), bytes.clone());
    thread::spawn(move || {
        let sleeper = Sleeper::new();
        let waker = Waker::from(sleeper.clone());
        let mut has_read = false;
        loop {
            let context = &mut Context::from_waker(&waker);
            let Poll::Ready(seen) = readiness.poll(context) else {
                sleeper.sleep("reader");
                continue;
            };
            if bytes.load(SeqCst) == 0 {
                told!("reader", "reads: would block");
                readiness.clear(seen);
            } else if has_read {
                // The end.
                return;
            } else {
                told!("reader", "reads: one byte, and asked for two");
                has_read = true;
                readiness.drain(seen);
            }
        }
    });
    sent.store(1, SeqCst);
    told!("system", "a byte has come, and the end");
    edges.set(true).into_iter().for_each(Waker::wake);
}
