use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::time::sleep;

type Logbook = Arc<Mutex<Vec<String>>>;

async fn send_to_hut(entry: &str) {
    sleep(Duration::from_millis(5)).await;
    println!("hut: {entry}");
}

async fn send_all(log: Logbook) {
    while let Some(entry) = log.lock().unwrap().pop() {
        send_to_hut(&entry).await;
    }
}

#[tokio::main]
async fn main() {
    let log = Logbook::default();
    log.lock().unwrap().push("summit -6 C".to_string());
    tokio::spawn(send_all(log)).await.unwrap();
}
