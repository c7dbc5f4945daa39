//! The runtime at the end of each chapter of part 3: the same survey on every stage,
//! and what each says it can do, and cannot yet.

#![allow(
    clippy::let_unit_value,
    reason = "what spawn gives is nothing at first, and later a handle"
)]

use futures::future::{FutureExt, join_all};
use futures::io::{AsyncReadExt, AsyncWriteExt};
use poll_by_poll::stages::{self, Survey, survey};
use runtime_tests::{Count, PanicOnDrop, gate, turns};
use std::future::{pending, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{self, Arc, Barrier};
use std::task::Poll;
use std::thread;
use std::time::Duration;

/// A test for each of these stages, with what the stage has in scope.
macro_rules! on {
    ($($stage:ident)+: $test:ident $body:block) => {
        mod $test {
            use super::*;
            $(#[test]
            fn $stage() {
                use stages::$stage::*;
                $body
            })+
        }
    };
}

fn expected() -> Survey {
    let log = vec!["valley", "ridge", "summit"];
    Survey { log, sum: 11 }
}

on!(block_on: says_the_same {
    assert_eq!(block_on(survey(stages::sleep, |reading| reading)), expected());
});

on!(run_queue: says_the_same_with_tasks {
    let start = |reading: stages::Reading| {
        let (task, answer) = reading.remote_handle();
        spawn(task);
        answer
    };
    assert_eq!(Runtime::new().block_on(survey(stages::sleep, start)), expected());
});

on!(join_handles: says_the_same_with_handles {
    let survey = survey(stages::sleep, |reading| spawn(reading).map(Result::unwrap));
    assert_eq!(Runtime::new().block_on(survey), expected());
});

on!(timers reactor work_stealing parking: says_the_same_with_timers {
    let runtime = Builder::new_current_thread().start_paused(true).build();
    runtime.block_on(async {
        let begun = now();
        let seen = survey(sleep, |reading| spawn(reading).map(Result::unwrap)).await;
        assert_eq!((seen, now() - begun), (expected(), Duration::from_millis(40)));
    });
});

// Which of two tasks that are woken at one instant answers first is not said here.
on!(work_stealing parking: says_the_same_on_several_workers {
    let survey = survey(sleep, |reading| spawn(reading).map(Result::unwrap));
    let mut seen = Builder::new_multi_thread().build().block_on(survey);
    seen.log.sort_by_key(|station| expected().log.iter().position(|name| name == station));
    assert_eq!(seen, expected());
});

on!(block_on: is_woken_from_another_thread {
    for _ in 0..200 {
        let (gate, keeper) = gate();
        let polls = keeper.polls.clone();
        let station = thread::spawn(move || keeper.open());
        block_on(gate);
        assert!(polls.get() <= 2);
        station.join().unwrap();
    }
});

on!(block_on: makes_one_poll_of_many_wakes {
    let mut polls = 0;
    block_on(poll_fn(|context| {
        polls += 1;
        (0..3).for_each(|_| context.waker().wake_by_ref());
        if polls == 3 { Poll::Ready(()) } else { Poll::Pending }
    }));
    assert_eq!(polls, 3);
});

on!(run_queue: polls_a_task_that_another_thread_wakes {
    let (asked, summit) = gate();
    let (waits, ridge) = gate();
    let (answer, answered) = futures::channel::oneshot::channel();
    let runtime = Runtime::new();
    runtime.block_on(async {
        spawn(waits);
        spawn(async move {
            asked.await;
            answer.send(-6).unwrap();
        });
        turns(1).await;
        let station = summit.clone();
        thread::spawn(move || station.open());
        assert_eq!(answered.await, Ok(-6));
    });
    assert_eq!((summit.polls.get(), ridge.polls.get()), (2, 1));
});

on!(run_queue: drops_its_tasks_at_the_end {
    let (waits, polled) = gate();
    let (new, never_polled) = gate();
    let (late, too_late) = gate();
    let runtime = Runtime::new();
    let handle = runtime.handle().clone();
    runtime.block_on(async {
        spawn(waits);
        turns(1).await;
        spawn(new);
    });
    assert_eq!((polled.drops.get(), never_polled.drops.get()), (0, 0));
    drop(runtime);
    handle.spawn(late);
    let keepers = [polled, never_polled, too_late];
    let seen = keepers.map(|keeper| (keeper.polls.get(), keeper.drops.get()));
    assert_eq!(seen, [(1, 1), (0, 1), (0, 1)]);
});

on!(run_queue: cannot_yet_outlive_the_panic_of_a_task {
    let panics = async { (spawn(async { panic!("no answer") }), pending::<()>().await).1 };
    let ended = catch_unwind(AssertUnwindSafe(|| Runtime::new().block_on(panics)));
    assert!(ended.is_err());
});

on!(run_queue join_handles timers reactor work_stealing parking: is_dropped_inside_another {
    let (waits, keeper) = gate();
    let (other, others_keeper) = gate();
    Runtime::new().block_on(async {
        let _ready = spawn(waits);
        let inner = Runtime::new();
        let _other = inner.handle().spawn(other);
        drop(inner);
        assert_eq!((keeper.polls.get(), others_keeper.drops.get()), (0, 1));
    });
});

/// How many turns a task that keeps itself ready has before the future of `block_on`
/// has its second.
macro_rules! turns_before_another {
    () => {{
        let count = Count::default();
        let turns_of_a_task = count.clone();
        Runtime::new().block_on(async {
            let _task = spawn(async move {
                for _ in 0..1000 {
                    turns(1).await;
                    turns_of_a_task.add();
                }
            });
            turns(1).await;
            count.get()
        })
    }};
}

on!(run_queue join_handles timers reactor work_stealing: cannot_yet_bound_turns {
    assert_eq!(turns_before_another!(), 1000);
});

on!(parking: bounds_turns {
    assert!(turns_before_another!() < 100);
});

on!(join_handles timers reactor work_stealing parking: tells_how_a_task_ends {
    let (waits, keeper) = gate();
    let (runs_on, detached) = gate();
    Runtime::new().block_on(async {
        let panics = spawn(async { panic!("no answer") });
        let aborted = spawn(waits);
        drop(spawn(runs_on));
        let held = PanicOnDrop;
        let drops = spawn(poll_fn(move |_| (&held, Poll::Ready(PanicOnDrop)).1));
        assert!(drops.await.unwrap_err().is_panic());
        turns(1).await;
        aborted.abort();
        assert_eq!(spawn(async { 14 }).await.unwrap(), 14);
        assert_eq!(panics.await.unwrap_err().to_string(), "the task panicked: no answer");
        assert!(aborted.await.unwrap_err().is_cancelled());
        assert_eq!((keeper.drops.get(), detached.drops.get()), (1, 0));
        detached.open();
        turns(1).await;
        assert_eq!((detached.polls.get(), detached.drops.get()), (2, 1));
    });
});

on!(timers reactor work_stealing parking: waits_for_times {
    let runtime = Builder::new_current_thread().start_paused(true).build();
    runtime.block_on(async {
        let begun = now();
        let hour = Duration::from_secs(3600);
        let early = spawn(async move { (sleep(hour / 2).await, now()).1 });
        assert!(timeout(hour, pending::<()>()).await.is_err());
        assert!(timeout(hour, sleep_until(begun + 2 * hour)).await.is_ok());
        assert_eq!((early.await.unwrap() - begun, now() - begun), (hour / 2, 2 * hour));
    });
});

on!(reactor work_stealing parking: asks_stations_by_sockets {
    let ask = |celsius: &'static str| async move {
        let mut listener = TcpListener::bind(([127, 0, 0, 1], 0).into()).unwrap();
        let address = listener.local_addr().unwrap();
        let _station = spawn(async move {
            let (mut keeper, _) = listener.accept().await.unwrap();
            keeper.write_all(celsius.as_bytes()).await.unwrap();
        });
        let mut heard = String::new();
        let mut station = TcpStream::connect(address).await.unwrap();
        station.read_to_string(&mut heard).await.unwrap();
        heard.parse::<i32>().unwrap()
    };
    let answers = Runtime::new().block_on(join_all(["14", "3", "-6"].map(ask)));
    assert_eq!(answers, [14, 3, -6]);
});

on!(reactor work_stealing parking: echoes_while_a_timer_waits {
    Runtime::new().block_on(async {
        let _far = spawn(sleep(Duration::from_secs(3600)));
        let mut listener = TcpListener::bind(([127, 0, 0, 1], 0).into()).unwrap();
        let address = listener.local_addr().unwrap();
        let echo = spawn(async move {
            let (stream, _) = listener.accept().await.unwrap();
            let (read, mut write) = stream.split();
            futures::io::copy(read, &mut write).await.unwrap()
        });
        let mut stream = TcpStream::connect(address).await.unwrap();
        for round in 0..100_u8 {
            let mut heard = [0];
            stream.write_all(&[round]).await.unwrap();
            stream.read_exact(&mut heard).await.unwrap();
            assert_eq!(heard, [round]);
        }
        stream.close().await.unwrap();
        assert_eq!(echo.await.unwrap(), 100);
    });
});

// Neither passes the barrier before the other is there, on a thread of its own.
on!(work_stealing parking: polls_on_both_workers {
    let barrier = Arc::new(Barrier::new(2));
    let meet = || {
        let barrier = barrier.clone();
        spawn(async move { (barrier.wait(), thread::current().id()).1 })
    };
    let runtime = Builder::new_multi_thread().worker_threads(2).build();
    let (first, second) = runtime.block_on(async { futures::join!(meet(), meet()) });
    assert_ne!(first.unwrap(), second.unwrap());
});

on!(work_stealing parking: loses_nothing {
    let runtime = Builder::new_multi_thread().worker_threads(2).build();
    for round in 0..200 {
        let (send, received) = sync::mpsc::channel();
        let spawn_many = async move {
            let tasks = (0..20).map(|task| {
                let send = send.clone();
                spawn(async move {
                    turns(task % 4).await;
                    sleep(Duration::from_micros(task as u64 % 3)).await;
                    send.send(task).unwrap();
                })
            });
            join_all(tasks.collect::<Vec<_>>()).await.len()
        };
        let joined = match round % 2 {
            0 => runtime.block_on(async { spawn(spawn_many).await.unwrap() }),
            _ => runtime.block_on(spawn_many),
        };
        assert_eq!((joined, received.iter().sum::<usize>()), (20, 190));
    }
});

on!(work_stealing parking: drops_another_runtime_on_each_worker {
    let barrier = Arc::new(Barrier::new(2));
    let drops = Count::default();
    let dropping = || {
        let (barrier, drops) = (barrier.clone(), drops.clone());
        spawn(async move {
            barrier.wait();
            let on_drop = drops.on_drop();
            drop(Runtime::new().spawn(async move { (pending::<()>().await, on_drop).0 }));
        })
    };
    let runtime = Builder::new_multi_thread().worker_threads(2).build();
    let ended = runtime.block_on(async { join_all([dropping(), dropping()]).await });
    assert_eq!((ended.iter().all(Result::is_ok), drops.get()), (true, 2));
});
