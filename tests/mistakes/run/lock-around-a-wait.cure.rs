use std::time::Duration;
use tokio::sync::Mutex;
use tokio::time::sleep;

static LOG: Mutex<Vec<i32>> = Mutex::const_new(Vec::new());

async fn read(station: &str, after: u64, celsius: i32) -> i32 {
    println!("{station}: asked");
    sleep(Duration::from_millis(after)).await;
    println!("{station}: answered");
    celsius
}

// ANCHOR: cure
async fn record(station: &str, after: u64, celsius: i32) {
    let celsius = read(station, after, celsius).await;
    LOG.lock().await.push(celsius);
}
// ANCHOR_END: cure

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let stations =
        [("valley", 20, 14), ("ridge", 30, 3), ("summit", 40, -6)];
    let tasks = stations.map(|(station, after, celsius)| {
        tokio::spawn(record(station, after, celsius))
    });
    for task in tasks {
        task.await.unwrap();
    }
    println!("log: {:?}", LOG.lock().await);
}
