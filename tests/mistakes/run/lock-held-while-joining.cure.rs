use std::sync::Mutex;
use std::time::Duration;
use tokio::time::sleep;

static LOG: Mutex<Vec<i32>> = Mutex::new(Vec::new());

async fn record(celsius: i32) {
    sleep(Duration::from_millis(5)).await;
    LOG.lock().unwrap().push(celsius);
    println!("log: {celsius} C");
}

// ANCHOR: cure
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let entries = LOG.lock().unwrap().len();
    println!("keeper: {entries} entries so far");
    tokio::spawn(record(-6)).await.unwrap();
    println!("keeper: good night");
}
// ANCHOR_END: cure
