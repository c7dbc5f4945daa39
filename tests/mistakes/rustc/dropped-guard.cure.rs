use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::time::sleep;

type Logbook = Arc<Mutex<Vec<String>>>;

async fn send_to_hut(number: usize, entry: &str) {
    sleep(Duration::from_millis(5)).await;
    println!("hut: entry {number}, {entry}");
}

// ANCHOR: cure
async fn record(log: Logbook, entry: &str) {
    let number = {
        let mut pages = log.lock().unwrap();
        pages.push(entry.to_string());
        pages.len()
    };
    send_to_hut(number, entry).await;
}
// ANCHOR_END: cure

#[tokio::main]
async fn main() {
    let log = Logbook::default();
    tokio::spawn(record(log, "summit -6 C")).await.unwrap();
}
