//! Join handles: outputs, aborts, and who drops what.

use poll_by_poll::runtime::{Runtime, spawn};
use runtime_tests::{Count, PanicOnDrop, gate, turns};
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

#[test]
fn an_output_waits_for_its_handle() {
    let drops = Count::default();
    Runtime::new().block_on(async {
        let output = drops.on_drop();
        let task = spawn(async move { output });
        turns(3).await;
        assert!(task.is_finished());
        assert_eq!(drops.get(), 0);
        drop(task.await.unwrap());
        assert_eq!(drops.get(), 1);
    });
}

#[test]
fn an_output_is_dropped_with_its_handle() {
    let drops = Count::default();
    Runtime::new().block_on(async {
        let output = drops.on_drop();
        let task = spawn(async move { output });
        turns(1).await;
        assert_eq!(drops.get(), 0);
        drop(task);
        assert_eq!(drops.get(), 1);
    });
}

#[test]
fn an_output_without_a_handle_is_dropped_at_once() {
    let drops = Count::default();
    Runtime::new().block_on(async {
        let output = drops.on_drop();
        drop(spawn(async move { output }));
        turns(1).await;
        assert_eq!(drops.get(), 1);
    });
}

#[test]
fn an_output_that_panics_when_it_is_dropped_ends_no_worker() {
    Runtime::new().block_on(async {
        drop(spawn(async { PanicOnDrop }));
        turns(2).await;
        let task = spawn(async { PanicOnDrop });
        turns(1).await;
        drop(task);
        assert_eq!(spawn(async { 1 }).await.unwrap(), 1);
    });
}

#[test]
fn the_waker_of_the_last_poll_is_woken() {
    let (gate, keeper) = gate();
    Runtime::new().block_on(async {
        let mut task = pin!(spawn(gate));
        let (first, first_count) = poll_by_poll::counting_waker();
        let (last, last_count) = poll_by_poll::counting_waker();
        for waker in [&first, &last] {
            let mut context = Context::from_waker(waker);
            assert!(task.as_mut().poll(&mut context).is_pending());
        }
        keeper.open();
        turns(2).await;
        assert_eq!((first_count.get(), last_count.get()), (0, 1));
        let mut context = Context::from_waker(Waker::noop());
        assert!(matches!(
            task.as_mut().poll(&mut context),
            Poll::Ready(Ok(()))
        ));
    });
}

#[test]
fn an_abort_before_the_first_poll_drops_the_future_unpolled() {
    let (gate, keeper) = gate();
    Runtime::new().block_on(async {
        let task = spawn(gate);
        task.abort();
        assert!(task.await.unwrap_err().is_cancelled());
    });
    assert_eq!((keeper.polls.get(), keeper.drops.get()), (0, 1));
}

#[test]
fn an_abort_while_it_waits_drops_the_future() {
    let (gate, keeper) = gate();
    Runtime::new().block_on(async {
        let task = spawn(gate);
        turns(1).await;
        task.abort();
        task.abort();
        assert!(task.await.unwrap_err().is_cancelled());
    });
    assert_eq!((keeper.polls.get(), keeper.drops.get()), (1, 1));
}

#[test]
fn a_task_that_aborts_itself_ends_at_its_next_await() {
    let (go, keeper) = gate();
    let count = Count::default();
    Runtime::new().block_on(async {
        let (send, receive) = std::sync::mpsc::channel::<poll_by_poll::runtime::JoinHandle<()>>();
        let (before, after) = (count.clone(), count.clone());
        let task = spawn(async move {
            go.await;
            let me = receive.recv().unwrap();
            me.abort();
            before.add();
            turns(1).await;
            after.add();
        });
        turns(1).await;
        send.send(task).unwrap();
        keeper.open();
        turns(3).await;
    });
    assert_eq!(count.get(), 1);
}

#[test]
fn an_abort_after_the_end_changes_nothing() {
    Runtime::new().block_on(async {
        let task = spawn(async { 14 });
        turns(1).await;
        task.abort();
        assert_eq!(task.await.unwrap(), 14);
    });
}

#[test]
#[should_panic(expected = "a join handle was polled after it was ready")]
fn a_handle_that_was_ready_is_not_polled_again() {
    Runtime::new().block_on(async {
        let mut task = spawn(async {});
        (&mut task).await.unwrap();
        let _again = task.await;
    });
}

#[test]
fn a_panic_s_value_comes_back() {
    Runtime::new().block_on(async {
        let task = spawn(async { std::panic::panic_any(14) });
        let error = task.await.unwrap_err();
        assert!(error.is_panic() && !error.is_cancelled());
        assert_eq!(error.to_string(), "the task panicked");
        assert_eq!(*error.into_panic().downcast::<i32>().unwrap(), 14);
    });
}
