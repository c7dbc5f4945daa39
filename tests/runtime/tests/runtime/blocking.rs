//! spawn_blocking: closures that keep a thread for long, and the threads they get.

use poll_by_poll::runtime::{Builder, Runtime, mpsc as channel, now, sleep, spawn_blocking};
use runtime_tests::{Count, PanicOnDrop, until, workers};
use std::collections::HashSet;
use std::panic::resume_unwind;
use std::sync::{Arc, Barrier, mpsc};
use std::thread;
use std::time::Duration;

/// A runtime whose only blocking thread works until the sender is dropped.
fn occupied() -> (Runtime, mpsc::Sender<()>) {
    let runtime = Builder::new_current_thread()
        .max_blocking_threads(1)
        .build();
    let (release, released) = mpsc::channel::<()>();
    let (begun, has_begun) = mpsc::channel();
    drop(runtime.handle().spawn_blocking(move || {
        begun.send(()).unwrap();
        released.recv().unwrap_err();
    }));
    has_begun.recv().unwrap();
    (runtime, release)
}

#[test]
fn a_closure_gives_its_result_from_another_thread() {
    for runtime in [Runtime::new(), workers(2)] {
        let caller = thread::current().id();
        let task = runtime.handle().spawn_blocking(|| thread::current().id());
        assert_ne!(runtime.block_on(task).unwrap(), caller);
        let inside = async { spawn_blocking(|| 14).await.unwrap() };
        assert_eq!(runtime.block_on(inside), 14);
    }
}

#[test]
fn a_closure_s_panic_is_its_handle_s_and_its_thread_lives() {
    let runtime = Builder::new_current_thread()
        .max_blocking_threads(1)
        .build();
    runtime.block_on(async {
        for _ in 0..3 {
            let error = spawn_blocking(|| panic!("no answer")).await.unwrap_err();
            assert_eq!(error.to_string(), "the task panicked: no answer");
            assert_eq!(*error.into_panic().downcast::<&str>().unwrap(), "no answer");
        }
        drop(spawn_blocking(|| PanicOnDrop));
        assert_eq!(spawn_blocking(|| 1).await.unwrap(), 1);
    });
}

#[test]
fn a_closure_that_is_aborted_before_it_has_begun_is_never_called() {
    let (runtime, release) = occupied();
    let (calls, drops) = (Count::default(), Count::default());
    let (called, kept) = (calls.clone(), drops.on_drop());
    let task = runtime.handle().spawn_blocking(move || {
        called.add();
        drop(kept);
    });
    task.abort();
    drop(release);
    assert!(runtime.block_on(task).unwrap_err().is_cancelled());
    assert_eq!((calls.get(), drops.get()), (0, 1));
}

#[test]
fn a_closure_that_is_aborted_after_it_has_begun_gives_its_result() {
    let runtime = Runtime::new();
    let (begun, has_begun) = mpsc::channel();
    let (release, released) = mpsc::channel();
    let task = runtime.handle().spawn_blocking(move || {
        begun.send(()).unwrap();
        released.recv().unwrap()
    });
    has_begun.recv().unwrap();
    task.abort();
    assert!(!task.is_finished());
    release.send(14).unwrap();
    assert_eq!(runtime.block_on(task).unwrap(), 14);
}

#[test]
fn the_end_of_a_runtime_waits_for_what_has_begun_and_drops_the_rest() {
    let (runtime, release) = occupied();
    let (calls, drops) = (Count::default(), Count::default());
    let queued: Vec<_> = (0..10)
        .map(|_| {
            let (called, kept) = (calls.clone(), drops.on_drop());
            runtime.handle().spawn_blocking(move || {
                called.add();
                drop(kept);
            })
        })
        .collect();
    let handle = runtime.handle().clone();
    let is_over = Count::default();
    let ends = thread::spawn({
        let is_over = is_over.clone();
        move || {
            drop(runtime);
            is_over.add();
        }
    });
    until(|| drops.get() == 10);
    assert_eq!(is_over.get(), 0, "the first closure has not ended");
    drop(release);
    ends.join().unwrap();
    let late = handle.spawn_blocking(|| ());
    for task in queued.into_iter().chain([late]) {
        assert!(Runtime::new().block_on(task).unwrap_err().is_cancelled());
    }
    assert_eq!((calls.get(), drops.get()), (0, 10));
}

#[test]
fn a_thread_is_used_again() {
    let runtime = Builder::new_current_thread()
        .max_blocking_threads(1)
        .build();
    let threads: HashSet<_> = runtime.block_on(async {
        let mut threads = HashSet::new();
        for _ in 0..100 {
            threads.insert(spawn_blocking(|| thread::current().id()).await.unwrap());
        }
        threads
    });
    assert_eq!(threads.len(), 1);
}

#[test]
fn as_many_closures_run_at_once_as_there_may_be_threads() {
    let runtime = Builder::new_current_thread()
        .max_blocking_threads(8)
        .build();
    let all = Arc::new(Barrier::new(8));
    let meet = |_| {
        let all = all.clone();
        runtime.handle().spawn_blocking(move || {
            all.wait();
            thread::current().id()
        })
    };
    let tasks: Vec<_> = (0..80).map(meet).collect();
    let threads: HashSet<_> = tasks
        .into_iter()
        .map(|task| runtime.block_on(task).unwrap())
        .collect();
    assert_eq!(threads.len(), 8, "of 80 closures, 8 at a time");
}

#[test]
fn more_closures_than_threads_are_all_called_once() {
    let runtime = Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(3)
        .build();
    let calls = Count::default();
    let call = |number| {
        let calls = calls.clone();
        runtime.handle().spawn_blocking(move || {
            calls.add();
            number
        })
    };
    let tasks: Vec<_> = (0..1000).map(call).collect();
    for (number, task) in tasks.into_iter().enumerate() {
        assert_eq!(runtime.block_on(task).unwrap(), number);
    }
    assert_eq!(calls.get(), 1000);
}

#[test]
fn a_closure_may_wait_for_futures_without_a_bound() {
    let runtime = Runtime::new();
    let task = runtime.handle().spawn_blocking(|| {
        let (sender, mut receiver) = channel::channel(500);
        (0..500).for_each(|number| sender.try_send(number).unwrap());
        drop(sender);
        let next = || futures::executor::block_on(receiver.recv());
        std::iter::from_fn(next).count()
    });
    assert_eq!(runtime.block_on(task).unwrap(), 500);
}

#[test]
fn a_paused_clock_stands_still_while_a_closure_runs() {
    let runtime = Builder::new_current_thread().start_paused(true).build();
    runtime.block_on(async {
        for _ in 0..300 {
            let begun = now();
            let (is_over, has_ended) = (Count::default(), Count::default());
            let (release, released) = mpsc::channel();
            let ended = has_ended.clone();
            let task = spawn_blocking(move || {
                released.recv().unwrap();
                ended.add();
            });
            let over = is_over.clone();
            let timer = poll_by_poll::runtime::spawn(async move {
                sleep(Duration::from_secs(1)).await;
                over.add();
                has_ended.get()
            });
            release.send(()).unwrap();
            task.await.unwrap();
            assert_eq!((is_over.get(), now() - begun), (0, Duration::ZERO));
            assert_eq!(timer.await.unwrap(), 1);
            assert_eq!(now() - begun, Duration::from_secs(1));
        }
    });
}

#[test]
fn a_paused_clock_moves_on_after_a_closure_that_nobody_waits_for() {
    let runtime = Builder::new_current_thread().start_paused(true).build();
    runtime.block_on(async {
        for round in 0..300 {
            let (release, released) = mpsc::channel();
            let has_ended = Count::default();
            let ended = has_ended.clone();
            drop(spawn_blocking(move || {
                released.recv().unwrap();
                ended.add();
                // Whatever its end is.
                if round % 2 == 0 {
                    resume_unwind(Box::new(()));
                }
            }));
            let releases = thread::spawn(move || release.send(()).unwrap());
            sleep(Duration::from_secs(1)).await;
            assert_eq!(has_ended.get(), 1, "the clock stood still before");
            releases.join().unwrap();
        }
    });
}
