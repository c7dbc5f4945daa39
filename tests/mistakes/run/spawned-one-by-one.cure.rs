use std::time::Duration;
use tokio::time::sleep;

async fn read(station: &str, after: u64) {
    println!("{station}: asked");
    sleep(Duration::from_millis(after)).await;
    println!("{station}: answered");
}

// ANCHOR: cure
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let stations = [("valley", 20), ("ridge", 30), ("summit", 40)];
    let tasks = stations
        .map(|(station, after)| tokio::spawn(read(station, after)));
    for task in tasks {
        task.await.unwrap();
    }
}
// ANCHOR_END: cure
