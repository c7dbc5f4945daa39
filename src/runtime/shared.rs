//! What threads share under a lock, and the wakers that are kept there. A waker may
//! do anything when it wakes or is dropped, so that both wait for the lock's end.

use super::sync::{Mutex, MutexGuard};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::PoisonError;
use std::task::{Poll, Waker};

/// Locks what nothing panics under but a waker's clone, after which it is what it
/// was.
pub(crate) fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    unpoisoned(shared.lock())
}

/// What was kept under a lock that a panic has left: all of it is true at any time,
/// so that it may be used on.
pub(crate) fn unpoisoned<T>(locked: Result<T, PoisonError<T>>) -> T {
    locked.unwrap_or_else(PoisonError::into_inner)
}

/// Keeps a waker in its place under a lock, instead of the one before, unless both wake
/// the same. That one is dropped after the lock.
pub(crate) fn wait<S, T>(
    mut shared: MutexGuard<'_, S>,
    place: impl FnOnce(&mut S) -> &mut Option<Waker>,
    waker: &Waker,
) -> Poll<T> {
    let kept = place(&mut shared);
    let is_kept = kept.as_ref().is_some_and(|kept| kept.will_wake(waker));
    let old = (!is_kept).then(|| kept.replace(waker.clone()));
    drop(shared);
    drop(old);
    Poll::Pending
}

/// Wakes whoever waits. What a stranger's waker does must not end the worker, nor
/// keep the others from being woken.
pub(crate) fn wake(waiting: impl IntoIterator<Item = Waker>) {
    for waker in waiting {
        let _panic = catch_unwind(AssertUnwindSafe(|| waker.wake()));
    }
}
