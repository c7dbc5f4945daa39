use std::time::Duration;
use tokio::time::{sleep, timeout};

async fn read(station: &str) -> i32 {
    println!("{station}: asked");
    sleep(Duration::from_millis(40)).await;
    -6
}

// ANCHOR: cure
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    for patience in [10, 30, 50].map(Duration::from_millis) {
        match timeout(patience, read("summit")).await {
            Ok(celsius) => println!("summit: {celsius} C"),
            Err(_) => println!("no answer within {patience:?}"),
        }
    }
}
// ANCHOR_END: cure
