#![deny(clippy::let_underscore_future)]

use std::time::Duration;
use tokio::time::sleep;

async fn send_to_hut(entry: &str) {
    sleep(Duration::from_millis(5)).await;
    println!("hut: {entry}");
}

// ANCHOR: cure
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    send_to_hut("summit -6 C").await;
    println!("keeper: good night");
}
// ANCHOR_END: cure
