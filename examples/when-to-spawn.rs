use futures::future::join_all;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::time::Duration;
use tokio::time::{Instant, sleep};

// How many sensors are being read, and the most there ever were.
static OPEN: AtomicU32 = AtomicU32::new(0);
static MOST: AtomicU32 = AtomicU32::new(0);

// The valley has six sensors. Each answers after 20 ms.
async fn read(sensors: u32) {
    for _ in 0..sensors {
        MOST.fetch_max(OPEN.fetch_add(1, Relaxed) + 1, Relaxed);
        sleep(Duration::from_millis(20)).await;
        OPEN.fetch_sub(1, Relaxed);
    }
}

async fn spawn_all(count: u32, sensors: u32) {
    let mut tasks = Vec::new();
    for _ in 0..count {
        tasks.push(tokio::spawn(read(sensors)));
    }
    for task in tasks {
        task.await.unwrap(); // a panic in `read` would be our bug
    }
}

fn report(tasks: u32, start: Instant) {
    let (most, took) = (MOST.swap(0, Relaxed), start.elapsed());
    println!("tasks: {tasks}  at once: {most}  time: {took:?}");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    for sensors in [6, 3, 2, 1] {
        let start = Instant::now();
        let count = 6 / sensors;
        spawn_all(count, sensors).await;
        report(count, start);
    }
    let start = Instant::now();
    join_all((0..6).map(|_| read(1))).await;
    report(0, start);
}
