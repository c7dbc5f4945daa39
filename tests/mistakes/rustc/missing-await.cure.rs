#![deny(unused_must_use)]

use std::time::Duration;
use tokio::time::sleep;

async fn read(station: &str) -> i32 {
    println!("{station}: asked");
    sleep(Duration::from_millis(20)).await;
    14
}

// ANCHOR: cure
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let celsius = read("valley").await;
    println!("valley: {celsius} C");
    println!("keeper: good night");
}
// ANCHOR_END: cure
