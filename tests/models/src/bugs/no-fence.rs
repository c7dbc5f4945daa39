//! Who pushes stores the length, and then looks for a sleeper; who
//! falls asleep counts itself, and then looks at the length. Nothing
//! orders a store before the look that follows it: both may see what
//! was before.

use crate::bugs::{told, unseen};
use crate::parker::Parker;
use crate::sync::{AtomicBool, AtomicUsize, Mutex};
use loom::thread;
use std::collections::VecDeque;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Arc, PoisonError};

pub(crate) struct Injector {
    tasks: Mutex<VecDeque<u32>>,
    length: AtomicUsize,
    is_asleep: AtomicBool,
    parker: Parker,
}

impl Injector {
    pub(crate) fn new() -> Injector {
        Injector {
            tasks: Mutex::new(VecDeque::new()),
            length: AtomicUsize::new(0),
            is_asleep: AtomicBool::new(false),
            parker: Parker::default(),
        }
    }

    pub(crate) fn push(&self, task: u32) {
        let tasks = self.tasks.lock();
        let mut tasks = tasks.unwrap_or_else(PoisonError::into_inner);
        tasks.push_back(task);
        self.length.store(tasks.len(), Relaxed);
        drop(tasks);
        told!("pusher", "puts a task in");
        let is_asleep = self.is_asleep.load(Relaxed);
        let old = unseen(!is_asleep, "is counted as asleep");
        let sees = if is_asleep { "one" } else { "none" };
        told!("pusher", "looks for sleepers: {sees}{old}");
        if is_asleep {
            assert!(!self.parker.unpark(), "there is no reactor");
        }
    }

    pub(crate) fn work(&self) -> Option<u32> {
        self.is_asleep.store(true, Relaxed);
        told!("worker", "is counted as asleep");
        let length = self.length.load(Relaxed);
        let old = unseen(length == 0, "puts a task in");
        told!("worker", "looks for tasks: {length}{old}");
        if length == 0 {
            told!("worker", "goes to sleep");
            self.parker.park(None);
        }
        let tasks = self.tasks.lock();
        tasks.unwrap_or_else(PoisonError::into_inner).pop_front()
    }
}

pub(crate) const FOLLOWS: &str = "a task waits, and the worker sleeps";

pub(crate) fn model() {
    let injector = Arc::new(super::Checked::new());
    let pushes = injector.clone();
    thread::spawn(move || pushes.push(7));
    assert_eq!(injector.work(), Some(7));
}
