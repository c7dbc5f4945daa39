use std::sync::Arc;
use std::time::Duration;
use tokio::time::sleep;

// ANCHOR: cure
struct Reading {
    station: Arc<str>,
    celsius: i32,
}

async fn read() -> Reading {
    sleep(Duration::from_millis(40)).await;
    Reading {
        station: Arc::from("summit"),
        celsius: -6,
    }
}
// ANCHOR_END: cure

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let reading = tokio::spawn(read()).await.unwrap();
    println!("{}: {} C", reading.station, reading.celsius);
}
