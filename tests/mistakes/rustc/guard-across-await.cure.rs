use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::time::sleep;

type Logbook = Arc<Mutex<Vec<String>>>;

async fn send_to_hut(entry: &str) {
    sleep(Duration::from_millis(5)).await;
    println!("hut: {entry}");
}

// ANCHOR: cure
// Not async: no guard can be left when it returns.
fn write(log: &Logbook, entry: &str) {
    let mut pages = log.lock().unwrap();
    pages.push(entry.to_string());
}

async fn record(log: Logbook, station: &str, celsius: i32) {
    let entry = format!("{station} {celsius} C");
    write(&log, &entry);
    send_to_hut(&entry).await;
}
// ANCHOR_END: cure

#[tokio::main]
async fn main() {
    let log = Logbook::default();
    let task = tokio::spawn(record(log.clone(), "summit", -6));
    task.await.unwrap();
    println!("log: {:?}", log.lock().unwrap());
}
