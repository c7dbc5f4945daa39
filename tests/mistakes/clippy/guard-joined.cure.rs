#![deny(clippy::await_holding_lock)]

use std::sync::Mutex;
use std::time::Duration;
use tokio::time::sleep;

type Logbook = Mutex<Vec<String>>;

// ANCHOR: cure
async fn record(log: &Logbook, entry: &str, radio: u64) {
    log.lock().unwrap().push(entry.to_string());
    sleep(Duration::from_millis(radio)).await;
    println!("hut: {entry}");
}
// ANCHOR_END: cure

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let log = Logbook::default();
    let valley = record(&log, "valley 14 C", 5);
    let summit = record(&log, "summit -6 C", 8);
    tokio::join!(valley, summit);
}
