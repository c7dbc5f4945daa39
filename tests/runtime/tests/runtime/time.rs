//! Timers: when they wake, whom, and what a paused clock does.

use poll_by_poll::counting_waker;
use poll_by_poll::runtime::{Builder, Runtime, interval, now, sleep, sleep_until, spawn, timeout};
use runtime_tests::{Count, gate, turns};
use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::Context;
use std::thread;
use std::time::{Duration, Instant};

const MINUTE: Duration = Duration::from_secs(60);

fn paused() -> Runtime {
    Builder::new_current_thread().start_paused(true).build()
}

#[test]
fn a_sleep_is_never_short() {
    let begun = Instant::now();
    Runtime::new().block_on(sleep_for(Duration::from_millis(5)));
    assert!(begun.elapsed() >= Duration::from_millis(5));
}

/// Made inside the runtime, since a sleep needs one.
async fn sleep_for(duration: Duration) {
    sleep(duration).await;
}

#[test]
fn timers_wake_in_the_order_of_their_deadlines() {
    let order = Arc::new(Mutex::new(Vec::new()));
    paused().block_on(async {
        let tasks: Vec<_> = [3, 1, 2]
            .map(|minutes| {
                let order = order.clone();
                spawn(async move {
                    sleep(MINUTE * minutes).await;
                    order.lock().unwrap().push(minutes);
                })
            })
            .into();
        for task in tasks {
            task.await.unwrap();
        }
    });
    assert_eq!(*order.lock().unwrap(), [1, 2, 3]);
}

#[test]
fn a_paused_clock_stands_still_while_anything_is_ready() {
    paused().block_on(async {
        let begun = now();
        turns(1000).await;
        assert_eq!(now(), begun);
        sleep(MINUTE).await;
        assert_eq!(now() - begun, MINUTE);
    });
}

#[test]
fn a_timer_wakes_the_task_that_polled_it_last() {
    paused().block_on(async {
        let mut timer = pin!(sleep(MINUTE));
        let (first, first_count) = counting_waker();
        let (last, last_count) = counting_waker();
        for waker in [&first, &last] {
            let mut context = Context::from_waker(waker);
            assert!(timer.as_mut().poll(&mut context).is_pending());
        }
        sleep(MINUTE * 2).await;
        assert_eq!((first_count.get(), last_count.get()), (0, 1));
    });
}

#[test]
fn a_dropped_timer_never_wakes() {
    paused().block_on(async {
        let (waker, count) = counting_waker();
        {
            let mut timer = pin!(sleep(MINUTE));
            let mut context = Context::from_waker(&waker);
            assert!(timer.as_mut().poll(&mut context).is_pending());
        }
        let begun = now();
        sleep(MINUTE * 2).await;
        assert_eq!((count.get(), now() - begun), (0, MINUTE * 2));
    });
}

#[test]
fn a_task_that_sleeps_is_polled_twice() {
    let polls = Count::default();
    paused().block_on(async {
        let count = polls.clone();
        let mut timer = Box::pin(sleep(MINUTE));
        let task = spawn(std::future::poll_fn(move |context| {
            count.add();
            timer.as_mut().poll(context)
        }));
        task.await.unwrap();
    });
    assert_eq!(polls.get(), 2);
}

#[test]
fn a_timer_of_another_thread_is_earlier() {
    let runtime = Runtime::new();
    let handle = runtime.handle().clone();
    runtime.block_on(async {
        let (gate, keeper) = gate();
        let far = spawn(sleep(MINUTE * 60));
        let other = thread::spawn(move || {
            handle.spawn(async move {
                sleep(Duration::from_millis(1)).await;
                keeper.open();
            })
        });
        gate.await;
        far.abort();
        drop(other.join().unwrap());
    });
}

#[test]
fn a_timeout_ends_what_is_not_ready() {
    paused().block_on(async {
        let (gate, keeper) = gate();
        let begun = now();
        assert!(timeout(MINUTE, gate).await.is_err());
        assert_eq!((now() - begun, keeper.drops.get()), (MINUTE, 1));
    });
}

#[test]
fn what_is_ready_when_the_time_is_over_is_in_time() {
    paused().block_on(async {
        let output = timeout(MINUTE, async {
            sleep(MINUTE).await;
            14
        });
        assert_eq!(output.await, Ok(14));
        assert_eq!(timeout(Duration::ZERO, async { 3 }).await, Ok(3));
    });
}

#[test]
fn an_interval_ticks_at_once_and_then_in_equal_steps() {
    paused().block_on(async {
        let begun = now();
        let mut interval = interval(MINUTE);
        for step in 0..3 {
            assert_eq!(interval.tick().await - begun, MINUTE * step);
        }
        // Two ticks are missed, and come at once.
        sleep(MINUTE * 2 + MINUTE / 2).await;
        for step in 3..5 {
            assert_eq!(interval.tick().await - begun, MINUTE * step);
        }
        assert_eq!(now() - begun, MINUTE * 4 + MINUTE / 2);
    });
}

#[test]
fn a_time_that_is_past_is_ready_at_once() {
    paused().block_on(async {
        let begun = now();
        sleep_until(begun).await;
        sleep(Duration::ZERO).await;
        assert_eq!(now(), begun);
    });
}

#[test]
fn a_time_that_never_comes_is_no_error() {
    paused().block_on(async {
        let far = timeout(MINUTE, sleep(Duration::MAX));
        assert!(far.await.is_err());
    });
}

#[test]
#[should_panic(expected = "there is no runtime here")]
fn a_timer_without_a_runtime_is_refused() {
    drop(sleep(MINUTE));
}
