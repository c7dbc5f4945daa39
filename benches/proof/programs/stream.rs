use futures::{StreamExt, stream};
use std::time::Duration;
use tokio::time::{Instant, sleep};

const DAY: u64 = 0;

async fn forecast(station: u64) -> u64 {
    sleep(Duration::from_millis(DAY)).await;
    station
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    let sum: u64 = stream::iter(1..=9)
        .map(forecast)
        .buffer_unordered(3)
        .fold(0, |sum, station| async move { sum + station })
        .await;
    println!("nine forecasts, three at a time: {:?}", start.elapsed());
    assert_eq!(sum, 45);
}
