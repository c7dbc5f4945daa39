//! Rounds of everything at once, on two workers: tasks that are spawned, awaited,
//! aborted and forgotten, timers, channels, closures and sockets. In each round every
//! task's drop is counted. 200 rounds by default; the full measure, on a machine that
//! is busy with something else, is
//!
//! ```console
//! $ ROUNDS=10000 cargo test --release -p runtime-tests --test rounds -- --nocapture
//! ```
//!
//! It says how much memory it had after a tenth of the rounds and at the end.

use poll_by_poll::runtime::{JoinHandle, mpsc, oneshot, sleep, spawn, spawn_blocking, timeout};
use runtime_tests::{
    Count, Keeper, asked, call, echo, gate, listen, resident, turns, until, workers,
};
use std::future::pending;
use std::thread;
use std::time::Duration;

#[test]
fn no_round_hangs_or_forgets_a_task() {
    let rounds = asked("ROUNDS", 200);
    let runtime = workers(2);
    let mut first = 0;
    for number in 0..rounds {
        let drops = Count::default();
        let spawned = runtime.block_on(round(number, &drops));
        // What was only aborted may be dropped after its handle.
        until(|| drops.get() == spawned);
        if number == rounds / 10 {
            first = resident();
        }
        // One whose end comes in the middle.
        if number % 10 == 0 {
            end(number);
        }
    }
    println!(
        "{rounds} rounds; {first} KiB of memory after the first tenth, {} at the end",
        resident()
    );
}

/// One round; how many tasks it spawned.
async fn round(number: usize, drops: &Count) -> usize {
    let mut all = Tasks {
        drops: drops.clone(),
        spawned: 0,
    };
    let (sender, mut receiver) = mpsc::channel(1 + number % 4);
    let values = 20;
    for value in 0..values {
        let sender = sender.clone();
        all.forget(async move {
            turns(value % 3).await;
            sender.send(value).await.unwrap();
        });
    }
    drop(sender);
    let sum = all.spawn(async move {
        let mut sum = 0;
        while let Some(value) = receiver.recv().await {
            sum += value;
        }
        sum
    });
    let (answer, answered) = oneshot::channel();
    all.forget(async move {
        sleep(Duration::ZERO).await;
        answer.send(number).unwrap();
    });
    let aborted: Vec<_> = (0..6)
        .map(|turn| {
            let task = all.spawn(async move {
                turns(turn).await;
                pending::<()>().await;
            });
            if turn % 2 == 0 {
                task.abort();
            }
            task
        })
        .collect();
    let (mut listener, address) = listen();
    let server = all.spawn(async move {
        let (client, _) = listener.accept().await.unwrap();
        echo(client).await.unwrap()
    });
    let client = all.spawn(async move { call(address, &number.to_be_bytes()).await });
    let late = timeout(Duration::ZERO, pending::<()>()).await;
    assert!(late.is_err());
    assert_eq!(spawn_blocking(move || number).await.unwrap(), number);
    assert_eq!(answered.await, Ok(number));
    assert_eq!(sum.await.unwrap(), values * (values - 1) / 2);
    for task in aborted {
        task.abort();
        assert!(task.await.unwrap_err().is_cancelled());
    }
    client.await.unwrap().unwrap();
    assert_eq!(server.await.unwrap(), size_of::<usize>());
    all.spawned
}

/// Spawns tasks, whose drops are counted.
struct Tasks {
    drops: Count,
    spawned: usize,
}

impl Tasks {
    fn spawn<F>(&mut self, future: F) -> JoinHandle<F::Output>
    where
        F: Future<Output: Send> + Send + 'static,
    {
        let kept = self.drops.on_drop();
        self.spawned += 1;
        spawn(async move {
            let _kept = kept;
            future.await
        })
    }

    fn forget(&mut self, future: impl Future<Output = ()> + Send + 'static) {
        drop(self.spawn(future));
    }
}

/// A runtime that ends while its tasks are spawned, woken and polled.
fn end(number: usize) {
    let runtime = workers(1 + number % 4);
    let drops = Count::default();
    let mut keepers = Vec::new();
    for turn in 0..20 {
        let ((waits, keeper), kept) = (gate(), drops.on_drop());
        drop(runtime.spawn(async move {
            let _kept = kept;
            turns(turn).await;
            drop(spawn(turns(turn)));
            waits.await;
        }));
        keepers.push(keeper);
    }
    let wakes = thread::spawn(move || keepers.iter().for_each(Keeper::open));
    drop(runtime);
    assert_eq!(drops.get(), 20);
    wakes.join().unwrap();
}
