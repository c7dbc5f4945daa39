//! Instruments of runtimes with several workers.

use poll_by_poll::runtime::{Builder, Runtime};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Barrier};

/// A runtime with so many workers.
pub fn workers(count: usize) -> Runtime {
    Builder::new_multi_thread().worker_threads(count).build()
}

/// Workers that are held: each polls a task that blocks its thread until this is
/// dropped.
#[derive(Debug)]
pub struct Held {
    _release: Vec<Sender<()>>,
}

/// Holds so many workers. When this returns, each is in its poll.
pub fn hold(runtime: &Runtime, count: usize) -> Held {
    let (begun, have_begun) = mpsc::channel();
    let hold_one = || {
        let begun = begun.clone();
        let (release, released) = mpsc::channel();
        drop(runtime.spawn(async move {
            begun.send(()).unwrap();
            wait_for_end(&released);
        }));
        release
    };
    let _release = (0..count).map(|_| hold_one()).collect();
    have_begun.iter().take(count).for_each(drop);
    Held { _release }
}

/// Blocks the thread until the sender is dropped.
fn wait_for_end(released: &Receiver<()>) {
    released.recv().unwrap_err();
}

/// Blocks until so many workers have polled a task each at the same time: so many
/// are alive, and free.
pub fn meet(runtime: &Runtime, count: usize) {
    let all = Arc::new(Barrier::new(count));
    let meet_one = |_| {
        let all = all.clone();
        runtime.spawn(async move { all.wait().is_leader() })
    };
    let meeting: Vec<_> = (0..count).map(meet_one).collect();
    let mut leaders = 0;
    for one in meeting {
        leaders += usize::from(runtime.block_on(one).unwrap());
    }
    assert_eq!(leaders, 1);
}
