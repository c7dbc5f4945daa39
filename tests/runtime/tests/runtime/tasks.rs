//! Tasks: when they are polled, woken, aborted and dropped.

use poll_by_poll::runtime::{Handle, Runtime, spawn};
use runtime_tests::{Count, PanicOnDrop, gate, turns};
use std::sync::{Arc, Mutex};
use std::thread;

#[test]
fn a_spawned_task_runs_without_its_handle() {
    let count = Count::default();
    Runtime::new().block_on(async {
        let done = count.clone();
        drop(spawn(async move { done.add() }));
        turns(1).await;
    });
    assert_eq!(count.get(), 1);
}

#[test]
fn tasks_are_polled_in_the_order_in_which_they_became_ready() {
    let order = Arc::new(Mutex::new(Vec::new()));
    Runtime::new().block_on(async {
        let handles: Vec<_> = (0..3)
            .map(|number| {
                let order = order.clone();
                spawn(async move {
                    order.lock().unwrap().push(number);
                    turns(1).await;
                    order.lock().unwrap().push(number + 10);
                })
            })
            .collect();
        for handle in handles {
            handle.await.unwrap();
        }
    });
    assert_eq!(*order.lock().unwrap(), [0, 1, 2, 10, 11, 12]);
}

#[test]
fn a_task_is_polled_once_for_each_wake() {
    let (gate, keeper) = gate();
    Runtime::new().block_on(async {
        let task = spawn(gate);
        turns(5).await;
        assert_eq!(keeper.polls.get(), 1, "nobody woke it");
        keeper.open();
        task.await.unwrap();
    });
    assert_eq!(keeper.polls.get(), 2);
}

#[test]
fn many_wakes_before_a_poll_make_one_poll() {
    let (gate, keeper) = gate();
    Runtime::new().block_on(async {
        let task = spawn(gate);
        turns(1).await;
        let waker = keeper.waker().unwrap();
        for _ in 0..9 {
            waker.wake_by_ref();
        }
        turns(2).await;
        assert_eq!(keeper.polls.get(), 2);
        keeper.open();
        task.await.unwrap();
    });
}

#[test]
fn a_wake_after_completion_does_nothing() {
    let (gate, keeper) = gate();
    Runtime::new().block_on(async {
        let task = spawn(gate);
        turns(1).await;
        let waker = keeper.waker().unwrap();
        keeper.open();
        waker.wake_by_ref();
        task.await.unwrap();
        waker.wake();
        turns(2).await;
    });
    assert_eq!((keeper.polls.get(), keeper.drops.get()), (2, 1));
}

#[test]
fn a_wake_from_another_thread_ends_the_sleep() {
    let (gate, keeper) = gate();
    Runtime::new().block_on(async move {
        let opener = thread::spawn(move || {
            // Not before the task was polled: it is asleep then, or about to be.
            while keeper.polls.get() == 0 {
                thread::yield_now();
            }
            keeper.open();
        });
        spawn(gate).await.unwrap();
        opener.join().unwrap();
    });
}

#[test]
fn a_task_is_spawned_from_another_thread() {
    let runtime = Runtime::new();
    let handle = runtime.handle().clone();
    let task = thread::spawn(move || handle.spawn(async { 14 }))
        .join()
        .unwrap();
    assert_eq!(runtime.block_on(task).unwrap(), 14);
}

#[test]
fn a_task_spawns_a_task() {
    let output = Runtime::new().block_on(async {
        spawn(async { spawn(async { 3 }).await.unwrap() + 1 })
            .await
            .unwrap()
    });
    assert_eq!(output, 4);
}

#[test]
fn a_future_that_wakes_itself_keeps_no_other_from_its_turn() {
    let (gate, keeper) = gate();
    Runtime::new().block_on(async {
        let busy = spawn(turns(usize::MAX));
        let task = spawn(gate);
        turns(1).await;
        keeper.open();
        task.await.unwrap();
        busy.abort();
        assert!(busy.await.unwrap_err().is_cancelled());
    });
}

#[test]
fn a_task_from_outside_has_its_turn_beside_busy_ones() {
    let runtime = Runtime::new();
    let handle = runtime.handle().clone();
    runtime.block_on(async {
        let busy: Vec<_> = (0..40).map(|_| spawn(turns(usize::MAX))).collect();
        turns(1).await;
        let task = thread::spawn(move || handle.spawn(async { 1 }))
            .join()
            .unwrap();
        assert_eq!(task.await.unwrap(), 1);
        drop(busy);
    });
}

#[test]
fn the_future_of_a_task_is_dropped_when_it_is_ready() {
    let (gate, keeper) = gate();
    Runtime::new().block_on(async {
        let task = spawn(gate);
        keeper.open();
        turns(1).await;
        assert!(task.is_finished());
        assert_eq!(keeper.drops.get(), 1, "the handle is still there");
        task.await.unwrap();
    });
}

#[test]
fn tasks_that_are_not_done_go_on_in_the_next_block_on() {
    let runtime = Runtime::new();
    let (gate, keeper) = gate();
    let task = runtime.spawn(gate);
    runtime.block_on(turns(1));
    assert_eq!(keeper.drops.get(), 0);
    keeper.open();
    runtime.block_on(task).unwrap();
}

#[test]
fn a_panic_in_a_poll_ends_that_task_alone() {
    Runtime::new().block_on(async {
        let one = spawn(async { panic!("no answer") });
        let other = spawn(async { 3 });
        let error: poll_by_poll::runtime::JoinError = one.await.unwrap_err();
        assert_eq!(error.to_string(), "the task panicked: no answer");
        assert_eq!(other.await.unwrap(), 3);
    });
}

#[test]
fn a_panic_in_the_drop_of_a_future_is_the_task_s_panic() {
    let (gate, keeper) = gate();
    Runtime::new().block_on(async {
        let task = spawn(async move {
            let _guard = PanicOnDrop;
            gate.await;
        });
        turns(1).await;
        task.abort();
        assert!(task.await.unwrap_err().is_panic());
        assert_eq!(spawn(async { 1 }).await.unwrap(), 1);
    });
    assert_eq!(keeper.drops.get(), 1);
}

#[test]
fn the_current_runtime_is_that_of_block_on() {
    assert!(Handle::try_current().is_none());
    Runtime::new().block_on(async {
        assert_eq!(Handle::current().spawn(async { 1 }).await.unwrap(), 1);
    });
    assert!(Handle::try_current().is_none());
}
