//! Workers: who polls what, when several threads do.

use poll_by_poll::runtime::{Builder, Runtime, oneshot, spawn};
use runtime_tests::{Count, hold, meet, turns, workers};
use std::future::poll_fn;
use std::sync::{Arc, Barrier, RwLock, mpsc};
use std::task::{Poll, Waker};
use std::thread;

#[test]
fn tasks_run_off_the_calling_thread() {
    for count in [1, 2, 4] {
        let runtime = workers(count);
        let caller = thread::current().id();
        let task = runtime.spawn(async { thread::current().id() });
        assert_ne!(runtime.block_on(task).unwrap(), caller);
        let first = runtime.block_on(async { thread::current().id() });
        assert_eq!(first, caller, "the future of block_on stays");
    }
}

#[test]
fn each_worker_polls_at_the_same_time() {
    for count in [1, 2, 4] {
        let runtime = workers(count);
        for _ in 0..20 {
            meet(&runtime, count);
        }
    }
}

#[test]
fn tasks_run_while_all_workers_but_one_are_blocked() {
    for count in [2, 4] {
        let runtime = workers(count);
        let held = hold(&runtime, count - 1);
        let tasks: Vec<_> = (0..100)
            .map(|number| {
                runtime.spawn(async move {
                    turns(3).await;
                    spawn(async move { number }).await.unwrap()
                })
            })
            .collect();
        for (number, task) in tasks.into_iter().enumerate() {
            assert_eq!(runtime.block_on(task).unwrap(), number);
        }
        drop(held);
        meet(&runtime, count);
    }
}

/// Its worker's queue is full of tasks that only others can run.
#[test]
fn what_a_blocked_worker_has_is_stolen() {
    for count in [2, 4] {
        let runtime = workers(count);
        let (done, are_done) = mpsc::channel();
        let spawner = runtime.spawn(async move {
            // None ends before all are there: of one that comes alone, while all
            // others sleep, nobody would be told.
            let are_spawned = Arc::new(RwLock::new(()));
            let not_yet = are_spawned.write().unwrap();
            for number in 0..100 {
                let (done, are_spawned) = (done.clone(), are_spawned.clone());
                drop(spawn(async move {
                    drop(are_spawned.read().unwrap());
                    done.send((number, thread::current().id())).unwrap();
                }));
            }
            drop(not_yet);
            let ran: Vec<_> = are_done.iter().take(100).collect();
            (thread::current().id(), ran)
        });
        let (own, mut ran) = runtime.block_on(spawner).unwrap();
        assert!(ran.iter().all(|(_, thread)| *thread != own));
        ran.sort_unstable_by_key(|(number, _)| *number);
        assert!(ran.iter().map(|(number, _)| *number).eq(0..100));
    }
}

#[test]
fn several_threads_block_on_one_runtime_at_once() {
    let runtime = workers(2);
    let all = Barrier::new(4);
    thread::scope(|scope| {
        for number in 0..4 {
            let (runtime, all) = (&runtime, &all);
            scope.spawn(move || {
                let answer = runtime.block_on(async move {
                    // All are in block_on at this time.
                    all.wait();
                    let task = spawn(async move {
                        turns(10).await;
                        number
                    });
                    turns(10).await;
                    task.await.unwrap()
                });
                assert_eq!(answer, number);
            });
        }
    });
}

#[test]
fn tasks_are_spawned_from_everywhere() {
    let runtime = workers(2);
    let count = Count::default();
    let one = || {
        let count = count.clone();
        async move { count.add() }
    };
    let outside = runtime.spawn(one());
    let handle = runtime.handle().clone();
    let spawned = one();
    let thread = thread::spawn(move || handle.spawn(spawned));
    let (inner, from_task) = (one(), runtime.handle().clone());
    let task = runtime.spawn(async move { from_task.spawn(inner).await });
    runtime.block_on(async {
        spawn(one()).await.unwrap();
        outside.await.unwrap();
        thread.join().unwrap().await.unwrap();
        task.await.unwrap().unwrap();
    });
    assert_eq!(count.get(), 4);
}

#[test]
fn nothing_is_spawned_after_the_end() {
    let runtime = workers(2);
    let handle = runtime.handle().clone();
    drop(runtime);
    let drops = Count::default();
    let kept = drops.on_drop();
    let task = handle.spawn(async move { drop(kept) });
    assert_eq!(drops.get(), 1);
    assert!(workers(1).block_on(task).unwrap_err().is_cancelled());
}

#[test]
fn a_handle_is_awaited_on_another_runtime() {
    let (one, other, third) = (workers(2), workers(2), Runtime::new());
    let (send, receive) = oneshot::channel();
    let task = one.spawn(async { receive.await.unwrap() });
    let waits = other.spawn(async { task.await.unwrap() });
    let sends = third.spawn(async { send.send(14).unwrap() });
    third.block_on(sends).unwrap();
    assert_eq!(third.block_on(waits).unwrap(), 14);
}

#[test]
fn a_wake_from_another_thread_in_the_middle_of_a_poll_is_not_lost() {
    let runtime = workers(2);
    let (wakers, to_wake) = mpsc::channel::<Waker>();
    let (woken, are_woken) = mpsc::channel();
    let thread = thread::spawn(move || {
        for waker in to_wake {
            waker.wake();
            woken.send(()).unwrap();
        }
    });
    let mut polls = 0;
    let task = runtime.spawn(poll_fn(move |context| {
        polls += 1;
        if polls == 100 {
            return Poll::Ready(polls);
        }
        wakers.send(context.waker().clone()).unwrap();
        are_woken.recv().unwrap();
        Poll::Pending
    }));
    assert_eq!(runtime.block_on(task).unwrap(), 100);
    thread.join().unwrap();
}

#[test]
#[should_panic(expected = "a runtime has at least one worker")]
fn no_workers_are_refused() {
    drop(Builder::new_multi_thread().worker_threads(0));
}

#[test]
#[should_panic(expected = "a runtime on the current thread starts no workers")]
fn workers_on_the_current_thread_are_refused() {
    drop(Builder::new_current_thread().worker_threads(2));
}

#[test]
fn a_worker_that_would_wait_for_a_runtime_is_refused() {
    let runtime = Arc::new(workers(2));
    for inner in [runtime.clone(), Arc::new(Runtime::new())] {
        let task = runtime.spawn(async move { inner.block_on(async {}) });
        let refused = runtime.block_on(task).unwrap_err().to_string();
        assert!(
            refused.contains("this thread runs a runtime already"),
            "{refused}"
        );
    }
    meet(&runtime, 2);
}
