use std::thread;
use std::time::Duration;
use tokio::runtime::Builder;
use tokio::time::sleep;

async fn read(station: &str) {
    println!("    {station}: asked");
    let after = if station == "valley" { 20 } else { 40 };
    sleep(Duration::from_millis(after)).await;
    println!("    {station}: answered");
}

async fn one_of_each() {
    let future = read("valley");
    let task = tokio::spawn(read("summit"));
    println!("main: a future for the valley, a task for the summit");

    sleep(Duration::from_millis(30)).await;
    drop(future);
    drop(task);
    println!("main: awaited neither, dropped both");

    sleep(Duration::from_millis(30)).await;
    println!("main: ends");
}

// For each day 6 ms of computing, and then a wait.
async fn forecast(days: u32) -> u32 {
    for _day in 0..days {
        thread::sleep(Duration::from_millis(6));
        sleep(Duration::from_millis(10)).await;
    }
    days
}

async fn three_forecasts() {
    let tasks = [1, 2, 3].map(|days| tokio::spawn(forecast(days)));
    for task in tasks {
        // Nobody aborts the tasks, and they do not panic.
        println!("forecast made, days: {}", task.await.unwrap());
    }
}

fn main() {
    let mut one_thread = Builder::new_current_thread();
    one_thread.enable_all().start_paused(true);
    one_thread.build().unwrap().block_on(one_of_each());

    let mut two_workers = Builder::new_multi_thread();
    two_workers.enable_all().worker_threads(2);
    two_workers.build().unwrap().block_on(three_forecasts());
}
