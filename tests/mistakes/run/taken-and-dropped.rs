use std::time::Duration;
use tokio::sync::mpsc::{Receiver, channel};
use tokio::time::{sleep, timeout};

const PATIENCE: Duration = Duration::from_millis(10);

async fn write(celsius: i32) {
    sleep(Duration::from_millis(15)).await;
    println!("log: {celsius} C");
}

async fn record(readings: &mut Receiver<i32>) {
    if let Some(celsius) = readings.recv().await {
        write(celsius).await;
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (station, mut readings) = channel(3);
    for celsius in [14, 3, -6] {
        station.send(celsius).await.unwrap();
    }
    for _ in 0..3 {
        if timeout(PATIENCE, record(&mut readings)).await.is_err() {
            println!("keeper: no reading in time");
        }
    }
    println!("keeper: {} left in the channel", readings.len());
}
