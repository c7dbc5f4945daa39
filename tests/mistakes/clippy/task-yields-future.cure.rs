#![deny(clippy::async_yields_async)]

use std::time::Duration;
use tokio::time::sleep;

async fn send_to_hut(report: &str) {
    sleep(Duration::from_millis(5)).await;
    println!("hut: {report}");
}

// ANCHOR: cure
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    tokio::spawn(async {
        println!("log: snow on the summit");
        send_to_hut("snow on the summit").await
    });
    sleep(Duration::from_millis(10)).await;
    println!("keeper: good night");
}
// ANCHOR_END: cure
