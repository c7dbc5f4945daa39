use futures::stream::{self, StreamExt};
use std::time::Duration;
use tokio::time::sleep;

async fn read(station: &str) -> usize {
    sleep(Duration::from_millis(20)).await;
    station.len()
}

// ANCHOR: cure
async fn survey() {
    let stations = vec!["valley".to_string(), "ridge".to_string()];
    let readings = stream::iter(stations.iter().map(|name| read(name)));
    let readings = readings.boxed();
    let letters: Vec<usize> = readings.buffered(2).collect().await;
    println!("{letters:?}");
}
// ANCHOR_END: cure

async fn night_watch() {
    survey().await;
    sleep(Duration::from_millis(5)).await;
    println!("keeper: good night");
}

fn assert_send<T: Send>(_: &T) {}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    assert_send(&read("valley"));
    assert_send(&survey());
    tokio::spawn(night_watch()).await.unwrap();
}
