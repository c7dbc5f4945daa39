//! Wakers that are not the runtime's own: whatever they do when they wake or are
//! dropped, the runtime goes on.

use poll_by_poll::runtime::{sleep, sleep_until, spawn};
use runtime_tests::{Count, flavors, meet, workers};
use std::future::{Future, pending};
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Wake, Waker};
use std::time::Duration;

/// Panics when it wakes.
struct Panics(Count);

impl Wake for Panics {
    fn wake(self: Arc<Self>) {
        self.0.add();
        panic!("woken");
    }
}

/// Does something when it is dropped.
struct OnDrop<F: FnOnce()>(Mutex<Option<F>>);

impl<F: FnOnce() + Send + 'static> Wake for OnDrop<F> {
    fn wake(self: Arc<Self>) {}
}

impl<F: FnOnce()> Drop for OnDrop<F> {
    fn drop(&mut self) {
        let work = self.0.get_mut().unwrap().take();
        work.unwrap()();
    }
}

fn on_drop(work: impl FnOnce() + Send + 'static) -> Waker {
    Waker::from(Arc::new(OnDrop(Mutex::new(Some(work)))))
}

/// Polls a future with one waker, which is dropped, and then with another.
fn poll_with_both(future: impl Future, first: Waker) {
    let mut future = pin!(future);
    for waker in [first, Waker::noop().clone()] {
        let polled = future.as_mut().poll(&mut Context::from_waker(&waker));
        assert!(polled.is_pending());
    }
}

#[test]
fn a_waker_that_panics_ends_no_worker() {
    let runtime = workers(1);
    let wakes = Count::default();
    let waker = Waker::from(Arc::new(Panics(wakes.clone())));
    let task = runtime.spawn(async move {
        let mut first = Box::pin(sleep(Duration::from_millis(20)));
        let second = sleep_until(first.deadline());
        let polled = first.as_mut().poll(&mut Context::from_waker(&waker));
        second.await;
        polled.is_pending()
    });
    let was_waited_for = runtime.block_on(task).unwrap();
    meet(&runtime, 1);
    assert_eq!(wakes.get(), usize::from(was_waited_for));
}

#[test]
fn a_waker_that_sets_and_cancels_a_timer_when_it_is_dropped_may_be_replaced() {
    for runtime in flavors() {
        runtime.block_on(async {
            let drops = Count::default();
            let counted = drops.clone();
            let hour = || sleep(Duration::from_secs(3600));
            let another = hour();
            let waker = on_drop(move || {
                poll_with_both(another, Waker::noop().clone());
                counted.add();
            });
            poll_with_both(hour(), waker);
            assert_eq!(drops.get(), 1);
        });
    }
}

#[test]
fn a_waker_of_a_handle_that_ends_another_task_when_it_is_dropped_may_be_replaced() {
    for runtime in flavors() {
        runtime.block_on(async {
            let (task, other) = (spawn(pending::<()>()), spawn(pending::<()>()));
            poll_with_both(task, on_drop(move || other.abort()));
        });
    }
}
