use std::thread;
use std::time::Duration;
use tokio::task::spawn_blocking;
use tokio::time::sleep;

async fn beacon() {
    for flash in 1..=3 {
        println!("beacon: flash {flash}");
        sleep(Duration::from_millis(10)).await;
    }
}

// Stands for 500 ms of computing.
fn forecast() -> &'static str {
    thread::sleep(Duration::from_millis(500));
    "snow"
}

// ANCHOR: cure
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let beacon = tokio::spawn(beacon());
    let weather = spawn_blocking(forecast).await.unwrap();
    println!("forecast: {weather}");
    beacon.await.unwrap();
}
// ANCHOR_END: cure
