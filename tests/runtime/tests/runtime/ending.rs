//! The end of a runtime with several workers, and of one that ends where other
//! threads or another runtime are at work: each task is dropped once. Where threads
//! race, as often as `ROUNDS` says.

use poll_by_poll::runtime::{Runtime, spawn};
use runtime_tests::{Count, Gate, asked, gate, hold, turns, until, workers};
use std::sync::{Arc, Barrier, mpsc};
use std::thread;

/// Drops a runtime, all of whose workers are held. Does something when the end has
/// begun, and lets it come.
fn drop_and(runtime: Runtime, when_begun: impl FnOnce()) {
    let handle = runtime.handle().clone();
    let ends = thread::spawn(move || drop(runtime));
    until(|| {
        let (probe, keeper) = gate();
        drop(handle.spawn(probe));
        keeper.drops.get() == 1
    });
    when_begun();
    ends.join().unwrap();
}

/// Spawns a gate when it is dropped.
struct Spawns(Option<Gate>);

impl Drop for Spawns {
    fn drop(&mut self) {
        drop(spawn(self.0.take().unwrap()));
    }
}

#[test]
fn tasks_that_wait_are_queued_or_were_never_polled_are_dropped_once() {
    for count in [2, 4] {
        let runtime = workers(count);
        let (waits, first) = gate();
        let (is_queued, second) = gate();
        let (never_polled, third) = gate();
        let waits = runtime.spawn(waits);
        let queued = runtime.spawn(is_queued);
        until(|| first.polls.get() + second.polls.get() == 2);
        let held = hold(&runtime, count);
        second.open();
        let never = runtime.spawn(never_polled);
        drop_and(runtime, || drop(held));
        for (keeper, polls) in [(first, 1), (second, 1), (third, 0)] {
            assert_eq!((keeper.polls.get(), keeper.drops.get()), (polls, 1));
        }
        for task in [waits, queued, never] {
            assert!(Runtime::new().block_on(task).unwrap_err().is_cancelled());
        }
    }
}

#[test]
fn a_task_that_is_being_polled_is_waited_for() {
    for count in [1, 2, 4] {
        let runtime = workers(count);
        let (goes_on, keeper) = gate();
        let (release, released) = mpsc::channel::<()>();
        let (begun, has_begun) = mpsc::channel();
        let task = runtime.spawn(async move {
            begun.send(()).unwrap();
            released.recv().unwrap();
            goes_on.await;
        });
        has_begun.recv().unwrap();
        let held = hold(&runtime, count - 1);
        drop_and(runtime, || {
            assert_eq!((keeper.polls.get(), keeper.drops.get()), (0, 0));
            release.send(()).unwrap();
            drop(held);
        });
        assert_eq!((keeper.polls.get(), keeper.drops.get()), (1, 1));
        assert!(Runtime::new().block_on(task).unwrap_err().is_cancelled());
    }
}

#[test]
fn a_task_that_is_ready_when_the_end_has_begun_is_ready() {
    let runtime = workers(1);
    let (release, released) = mpsc::channel();
    let (begun, has_begun) = mpsc::channel();
    let task = runtime.spawn(async move {
        begun.send(()).unwrap();
        released.recv().unwrap()
    });
    has_begun.recv().unwrap();
    drop_and(runtime, || release.send(14).unwrap());
    assert_eq!(Runtime::new().block_on(task).unwrap(), 14);
}

#[test]
fn what_is_spawned_when_a_task_is_dropped_is_dropped_as_well() {
    for count in [1, 2, 4] {
        let runtime = workers(count);
        let keepers: Vec<_> = (0..50)
            .map(|_| {
                let ((waits, waiting), (spawned, keeper)) = (gate(), gate());
                let spawns = Spawns(Some(spawned));
                drop(runtime.spawn(async move {
                    let _spawns = spawns;
                    waits.await;
                }));
                (waiting, keeper)
            })
            .collect();
        until(|| keepers.iter().all(|(waiting, _)| waiting.polls.get() == 1));
        drop(runtime);
        for (waiting, keeper) in keepers {
            assert_eq!(waiting.drops.get(), 1);
            assert_eq!((keeper.polls.get(), keeper.drops.get()), (0, 1));
        }
    }
}

/// A runtime: in each other round one with a worker of its own.
fn of_either_flavor(round: usize) -> Runtime {
    match round % 2 {
        0 => Runtime::new(),
        _ => workers(1),
    }
}

#[test]
fn a_task_that_another_thread_wakes_at_the_end_is_dropped_once() {
    for round in 0..asked("ROUNDS", 1000) {
        let runtime = of_either_flavor(round);
        let (waits, keeper) = gate();
        let (waits_as_well, other) = gate();
        drop(runtime.spawn(waits));
        runtime.block_on(async {
            drop(spawn(waits_as_well));
            turns(1).await;
        });
        until(|| keeper.polls.get() + other.polls.get() == 2);
        let both = Arc::new(Barrier::new(2));
        let thread = thread::spawn({
            let (both, waker) = (both.clone(), keeper.waker().unwrap());
            move || {
                both.wait();
                waker.wake();
            }
        });
        both.wait();
        drop(runtime);
        assert_eq!((keeper.drops.get(), other.drops.get()), (1, 1));
        thread.join().unwrap();
    }
}

#[test]
fn a_task_that_another_thread_spawns_at_the_end_is_dropped_once() {
    for round in 0..asked("ROUNDS", 1000) {
        let runtime = of_either_flavor(round);
        let (waits, keeper) = gate();
        let both = Arc::new(Barrier::new(2));
        let thread = thread::spawn({
            let (both, handle) = (both.clone(), runtime.handle().clone());
            move || {
                both.wait();
                drop(handle.spawn(waits));
            }
        });
        both.wait();
        drop(runtime);
        thread.join().unwrap();
        assert_eq!(keeper.drops.get(), 1);
    }
}

/// The end of the first `block_on`, and a call for the task, come at one time.
#[test]
fn a_block_on_that_ends_when_it_is_called_leaves_no_task_waiting() {
    let runtime = Runtime::new();
    for _ in 0..asked("ROUNDS", 1000) {
        let ((waits, keeper), handle) = (gate(), runtime.handle().clone());
        let thread = thread::spawn(move || {
            until(|| keeper.polls.get() == 1);
            keeper.open();
            handle.spawn(async {})
        });
        runtime.block_on(waits);
        let first = thread.join().unwrap();
        let handle = runtime.handle().clone();
        let (waits, keeper) = gate();
        let thread = thread::spawn(move || {
            until(|| keeper.polls.get() == 1);
            handle.spawn(async move { keeper.open() })
        });
        runtime.block_on(waits);
        runtime.block_on(first).unwrap();
        runtime.block_on(thread.join().unwrap()).unwrap();
    }
}

#[test]
fn a_worker_that_would_wait_for_its_own_end_is_refused() {
    for count in [1, 2] {
        let runtime = workers(count);
        let handle = runtime.handle().clone();
        let task = handle.spawn(async move { drop(runtime) });
        let refused = Runtime::new().block_on(task).unwrap_err().to_string();
        let words = "a runtime of several workers was dropped by a worker";
        assert!(refused.contains(words), "{refused}");
    }
}

#[test]
fn a_runtime_is_dropped_by_a_thread_of_its_own_spawn_blocking() {
    for runtime in [Runtime::new(), workers(2)] {
        let (waits, keeper) = gate();
        drop(runtime.spawn(waits));
        let handle = runtime.handle().clone();
        let task = handle.spawn_blocking(move || drop(runtime));
        Runtime::new().block_on(task).unwrap();
        assert_eq!(keeper.drops.get(), 1);
    }
}

#[test]
fn a_runtime_on_one_thread_is_dropped_by_the_workers_of_another() {
    let runtime = workers(4);
    let drops = Count::default();
    let tasks: Vec<_> = (0..100)
        .map(|_| {
            let drops = drops.clone();
            runtime.spawn(async move {
                let (waits, keeper) = gate();
                let inner = Runtime::new();
                drop(inner.spawn(waits));
                turns(1).await;
                drop(inner);
                assert_eq!(keeper.drops.get(), 1);
                drops.add();
            })
        })
        .collect();
    for task in tasks {
        runtime.block_on(task).unwrap();
    }
    assert_eq!(drops.get(), 100);
}

#[test]
fn the_end_of_a_runtime_polls_no_task_of_the_one_around_it() {
    let (outer, keeper) = gate();
    Runtime::new().block_on(async {
        let task = spawn(outer);
        for inner in [Runtime::new(), workers(2)] {
            drop(inner);
            assert_eq!(keeper.polls.get(), 0);
        }
        keeper.open();
        task.await.unwrap();
    });
    assert_eq!(keeper.polls.get(), 1);
}
