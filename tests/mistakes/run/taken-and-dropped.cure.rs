use std::time::Duration;
use tokio::sync::mpsc::channel;
use tokio::time::{sleep, timeout};

const PATIENCE: Duration = Duration::from_millis(10);

async fn write(celsius: i32) {
    sleep(Duration::from_millis(15)).await;
    println!("log: {celsius} C");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (station, mut readings) = channel(3);
    for celsius in [14, 3, -6] {
        station.send(celsius).await.unwrap();
    }
    // ANCHOR: cure
    for _ in 0..3 {
        match timeout(PATIENCE, readings.recv()).await {
            Ok(Some(celsius)) => write(celsius).await,
            Ok(None) => break,
            Err(_) => println!("keeper: no reading in time"),
        }
    }
    // ANCHOR_END: cure
    println!("keeper: {} left in the channel", readings.len());
}
