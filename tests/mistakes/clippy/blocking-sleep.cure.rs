#![deny(clippy::disallowed_methods)]

use std::time::Duration;
use tokio::time::sleep;

// ANCHOR: cure
async fn read(station: &str) -> i32 {
    println!("{station}: asked");
    sleep(Duration::from_millis(40)).await;
    -6
}
// ANCHOR_END: cure

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("summit: {} C", read("summit").await);
}
