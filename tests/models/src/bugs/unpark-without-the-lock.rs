//! Who unparks takes no lock: it may set the flag and notify between
//! the sleeper's last look at the flag and its sleep.

use crate::bugs::told;
use crate::sync::{AtomicBool, Condvar, Mutex};
use loom::thread;
use std::sync::atomic::Ordering::{Acquire, Release};
use std::sync::{Arc, PoisonError};
use std::time::Duration;

#[derive(Default)]
pub(crate) struct Parker {
    is_unparked: AtomicBool,
    sleeps: Mutex<()>,
    changed: Condvar,
}

impl Parker {
    pub(crate) fn park(&self, _timeout: Option<Duration>) {
        let lock = self.sleeps.lock();
        let mut lock = lock.unwrap_or_else(PoisonError::into_inner);
        told!("sleeper", "locks");
        while !self.is_unparked.swap(false, Acquire) {
            told!("sleeper", "looks: not set, and waits next");
            let waited = self.changed.wait(lock);
            lock = waited.unwrap_or_else(PoisonError::into_inner);
        }
    }

    pub(crate) fn unpark(&self) -> bool {
        self.is_unparked.swap(true, Release);
        told!("other", "sets the flag");
        self.changed.notify_one();
        told!("other", "notifies whoever waits");
        false
    }
}

pub(crate) const FOLLOWS: &str = "nobody notifies the sleeper any more";

pub(crate) fn model() {
    let parker = Arc::new(super::Checked::default());
    let unparks = parker.clone();
    thread::spawn(move || unparks.unpark());
    parker.park(None);
}
