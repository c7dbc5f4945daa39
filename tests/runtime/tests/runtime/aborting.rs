//! Tasks that are aborted, or panic, while several workers poll: each future and
//! each output is dropped once, and the workers live on.

use poll_by_poll::runtime::{JoinHandle, Runtime};
use runtime_tests::{Count, OnDrop, PanicOnDrop, gate, hold, meet, until, workers};
use std::future::{Future, pending};
use std::pin::Pin;
use std::sync::mpsc;
use std::task::{Context, Poll};

/// A task that is in a poll, and what lets it go on.
fn polling<F>(runtime: &Runtime, then: F) -> (JoinHandle<F::Output>, mpsc::Sender<()>)
where
    F: Future<Output: Send> + Send + 'static,
{
    let (begun, has_begun) = mpsc::channel();
    let (release, released) = mpsc::channel();
    let task = runtime.spawn(async move {
        begun.send(()).unwrap();
        released.recv().unwrap();
        then.await
    });
    has_begun.recv().unwrap();
    (task, release)
}

fn is_cancelled<T>(task: JoinHandle<T>) -> bool {
    Runtime::new().block_on(task).err().unwrap().is_cancelled()
}

#[test]
fn a_task_that_is_aborted_before_its_first_poll_has_none() {
    let runtime = workers(2);
    let held = hold(&runtime, 2);
    let (never_polled, keeper) = gate();
    let task = runtime.spawn(never_polled);
    task.abort();
    task.abort();
    assert_eq!(keeper.drops.get(), 0, "the workers are held");
    drop(held);
    assert!(is_cancelled(task));
    assert_eq!((keeper.polls.get(), keeper.drops.get()), (0, 1));
}

#[test]
fn a_task_that_is_aborted_while_it_waits_is_not_polled_again() {
    let runtime = workers(2);
    let (waits, keeper) = gate();
    let task = runtime.spawn(waits);
    until(|| keeper.polls.get() == 1);
    task.abort();
    assert!(is_cancelled(task));
    assert_eq!((keeper.polls.get(), keeper.drops.get()), (1, 1));
    keeper.open();
    meet(&runtime, 2);
    assert_eq!((keeper.polls.get(), keeper.drops.get()), (1, 1));
}

#[test]
fn a_task_that_is_aborted_while_it_is_queued_is_not_polled_again() {
    let runtime = workers(2);
    let (waits, keeper) = gate();
    let task = runtime.spawn(waits);
    until(|| keeper.polls.get() == 1);
    let held = hold(&runtime, 2);
    keeper.open();
    task.abort();
    drop(held);
    assert!(is_cancelled(task));
    assert_eq!((keeper.polls.get(), keeper.drops.get()), (1, 1));
}

#[test]
fn a_task_that_is_aborted_in_its_poll_ends_with_it() {
    let runtime = workers(2);
    let (waits, keeper) = gate();
    let (task, release) = polling(&runtime, waits);
    task.abort();
    assert!(!task.is_finished());
    release.send(()).unwrap();
    assert!(is_cancelled(task));
    assert_eq!((keeper.polls.get(), keeper.drops.get()), (1, 1));
}

#[test]
fn a_task_that_is_ready_in_the_poll_in_which_it_is_aborted_stays_ready() {
    let runtime = workers(2);
    let drops = Count::default();
    let output = drops.on_drop();
    let (task, release) = polling(&runtime, async move { output });
    task.abort();
    release.send(()).unwrap();
    let output: OnDrop = runtime.block_on(task).unwrap();
    assert_eq!(drops.get(), 0);
    drop(output);
    assert_eq!(drops.get(), 1);
}

#[test]
fn a_task_that_is_aborted_when_it_is_done_keeps_its_output() {
    let runtime = workers(2);
    let drops = Count::default();
    for is_asked in [true, false] {
        let output = drops.on_drop();
        let task = runtime.spawn(async move { output });
        until(|| task.is_finished());
        task.abort();
        meet(&runtime, 2);
        let before = drops.get();
        if is_asked {
            let output = runtime.block_on(task).unwrap();
            assert_eq!(drops.get(), before);
            drop(output);
        } else {
            drop(task);
        }
        assert_eq!(drops.get(), before + 1);
    }
}

#[test]
fn the_output_of_a_task_without_a_handle_is_dropped_once() {
    let runtime = workers(2);
    let drops = Count::default();
    for _ in 0..100 {
        // Before the task is polled, while it is polled, and after it is done.
        let output = drops.on_drop();
        drop(runtime.spawn(async move { output }));
        let output = drops.on_drop();
        let (task, release) = polling(&runtime, async move { output });
        drop(task);
        release.send(()).unwrap();
        let output = drops.on_drop();
        let task = runtime.spawn(async move { output });
        until(|| task.is_finished());
        drop(task);
    }
    until(|| drops.get() == 300);
    drop(runtime);
    assert_eq!(drops.get(), 300);
}

#[test]
fn what_panics_in_its_poll_is_dropped_once_and_its_worker_lives() {
    let runtime = workers(2);
    let drops = Count::default();
    for _ in 0..20 {
        let kept = drops.on_drop();
        let task = runtime.spawn(async move {
            let _kept = kept;
            panic!("in its poll");
        });
        let error = runtime.block_on(task).err().unwrap();
        assert_eq!(error.to_string(), "the task panicked: in its poll");
    }
    assert_eq!(drops.get(), 20);
    meet(&runtime, 2);
}

#[test]
fn what_panics_when_it_is_dropped_leaves_its_worker_alive() {
    let runtime = workers(2);
    for _ in 0..20 {
        let (waits, keeper) = gate();
        let kept = PanicOnDrop;
        let task = runtime.spawn(async move {
            let _kept = kept;
            waits.await;
            pending::<()>().await;
        });
        until(|| keeper.polls.get() == 1);
        task.abort();
        let error = runtime.block_on(task).unwrap_err();
        assert_eq!(error.to_string(), "the task panicked: dropped");
        assert_eq!(keeper.drops.get(), 1);
    }
    meet(&runtime, 2);
}

#[test]
fn an_output_that_panics_when_it_is_dropped_leaves_its_worker_alive() {
    let runtime = workers(2);
    for _ in 0..20 {
        drop(runtime.spawn(async { PanicOnDrop }));
    }
    meet(&runtime, 2);
}

/// Is ready, and panics when it is dropped, as its output does.
struct Panics;

impl Future for Panics {
    type Output = PanicOnDrop;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<PanicOnDrop> {
        Poll::Ready(PanicOnDrop)
    }
}

impl Drop for Panics {
    fn drop(&mut self) {
        panic!("the future");
    }
}

#[test]
fn a_future_and_an_output_that_panic_when_they_are_dropped_leave_their_worker_alive() {
    let runtime = workers(2);
    for _ in 0..20 {
        let error = runtime.block_on(runtime.spawn(Panics)).unwrap_err();
        assert_eq!(error.to_string(), "the task panicked: the future");
    }
    meet(&runtime, 2);
}
