use std::pin::pin;
use std::time::Duration;
use tokio::time::{sleep, timeout};

async fn read() -> i32 {
    sleep(Duration::from_millis(40)).await;
    -6
}

// ANCHOR: cure
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let mut summit = pin!(read());
    let patience = Duration::from_millis(15);
    let celsius = loop {
        match timeout(patience, &mut summit).await {
            Ok(celsius) => break celsius,
            Err(_) => println!("still asking"),
        }
    };
    println!("summit: {celsius} C");
}
// ANCHOR_END: cure
