use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::sleep;

const DAY: u64 = 0;

#[derive(Debug)]
struct Reading {
    station: &'static str,
    celsius: u64,
}

type Readings = mpsc::Sender<Reading>;

async fn report(station: &'static str, readings: Readings) {
    for hour in 0..3 {
        sleep(Duration::from_millis(station.len() as u64 + hour)).await;
        let celsius = DAY + hour;
        readings.send(Reading { station, celsius }).await.unwrap();
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (sender, mut readings) = mpsc::channel(2);
    for station in ["valley", "ridge"] {
        tokio::spawn(report(station, sender.clone()));
    }
    drop(sender);
    let mut warmest = 0;
    while let Some(reading) = readings.recv().await {
        println!("{}: {} C", reading.station, reading.celsius);
        warmest = warmest.max(reading.celsius);
    }
    assert_eq!(warmest, DAY + 2);
}
