use std::time::Duration;
use tokio::time::sleep;

async fn record(entry: &str) {
    sleep(Duration::from_millis(5)).await;
    println!("log: {entry}");
}

// ANCHOR: cure
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    record("summit -6 C").await;
    println!("keeper: good night");
}
// ANCHOR_END: cure
