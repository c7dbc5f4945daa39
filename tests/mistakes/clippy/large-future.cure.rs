#![deny(clippy::large_futures)]

use tokio::task::yield_now;

async fn watch() {
    let mut picture = [0u8; 16 * 1024];
    for hour in 1..=3 {
        picture.fill(hour);
        yield_now().await;
        println!("{hour} h: brightness {}", picture[0]);
    }
}

// ANCHOR: cure
#[tokio::main(flavor = "current_thread")]
async fn main() {
    Box::pin(watch()).await;
}
// ANCHOR_END: cure
