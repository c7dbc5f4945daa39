//! The end of a runtime: every task is dropped, in whatever state it is.

use poll_by_poll::runtime::{Runtime, spawn};
use runtime_tests::{gate, turns};
use std::thread;

#[test]
fn a_runtime_that_is_dropped_drops_its_tasks() {
    let (never_polled, first) = gate();
    let (waits, second) = gate();
    let (woken, third) = gate();
    let runtime = Runtime::new();
    let tasks = runtime.block_on(async {
        let waits = spawn(waits);
        let woken = spawn(woken);
        turns(1).await;
        third.waker().unwrap().wake();
        [waits, woken, spawn(never_polled)]
    });
    drop(runtime);
    for (keeper, polls) in [(&first, 0), (&second, 1), (&third, 1)] {
        assert_eq!((keeper.polls.get(), keeper.drops.get()), (polls, 1));
    }
    for task in tasks {
        let error = Runtime::new().block_on(task).unwrap_err();
        assert!(error.is_cancelled());
    }
}

#[test]
fn a_task_without_a_handle_is_dropped_as_well() {
    let (gate, keeper) = gate();
    let runtime = Runtime::new();
    drop(runtime.spawn(gate));
    drop(runtime);
    assert_eq!(keeper.drops.get(), 1);
}

#[test]
fn a_waker_that_outlives_its_runtime_does_nothing() {
    let (gate, keeper) = gate();
    let runtime = Runtime::new();
    runtime.block_on(async {
        drop(spawn(gate));
        turns(1).await;
    });
    drop(runtime);
    keeper.open();
    assert_eq!((keeper.polls.get(), keeper.drops.get()), (1, 1));
}

#[test]
fn a_handle_that_outlives_its_runtime_spawns_nothing() {
    let runtime = Runtime::new();
    let handle = runtime.handle().clone();
    drop(runtime);
    let (gate, keeper) = gate();
    let task = handle.spawn(gate);
    assert_eq!((keeper.polls.get(), keeper.drops.get()), (0, 1));
    assert!(Runtime::new().block_on(task).unwrap_err().is_cancelled());
}

#[test]
fn a_task_that_spawns_when_it_is_dropped_spawns_nothing() {
    struct Spawns(runtime_tests::Gate);
    impl Drop for Spawns {
        fn drop(&mut self) {
            let (gate, _) = gate();
            let gate = std::mem::replace(&mut self.0, gate);
            drop(spawn(gate));
        }
    }
    let (waits, _keeper) = gate();
    let (spawned, keeper) = gate();
    let runtime = Runtime::new();
    runtime.block_on(async {
        let spawns = Spawns(spawned);
        drop(spawn(async move {
            let _spawns = spawns;
            waits.await;
        }));
        turns(1).await;
    });
    drop(runtime);
    assert_eq!((keeper.polls.get(), keeper.drops.get()), (0, 1));
}

#[test]
fn a_runtime_is_dropped_inside_another() {
    let (gate, keeper) = gate();
    Runtime::new().block_on(async {
        let inner = Runtime::new();
        drop(inner.spawn(gate));
        drop(inner);
        assert_eq!(spawn(async { 1 }).await.unwrap(), 1);
    });
    assert_eq!(keeper.drops.get(), 1);
}

#[test]
#[should_panic(expected = "this thread runs a runtime already")]
fn a_runtime_inside_a_runtime_is_refused() {
    Runtime::new().block_on(async {
        Runtime::new().block_on(async {});
    });
}

#[test]
#[should_panic(expected = "there is no runtime here")]
fn a_task_without_a_runtime_is_refused() {
    let _task = spawn(async {});
}

#[test]
fn a_panic_of_block_on_s_future_leaves_the_runtime_usable() {
    let runtime = Runtime::new();
    let panicked = thread::scope(|scope| {
        let panics = scope.spawn(|| runtime.block_on(async { panic!("no answer") }));
        panics.join().is_err()
    });
    assert!(panicked);
    assert_eq!(
        runtime.block_on(async { spawn(async { 1 }).await.unwrap() }),
        1
    );
}
