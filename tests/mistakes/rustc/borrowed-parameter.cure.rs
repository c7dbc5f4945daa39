use std::time::Duration;
use tokio::task::JoinHandle;
use tokio::time::sleep;

async fn read(station: &str) {
    sleep(Duration::from_millis(40)).await;
    println!("{station}: answered");
}

// ANCHOR: cure
fn start_reading(station: &str) -> JoinHandle<()> {
    let station = station.to_owned();
    tokio::spawn(async move { read(&station).await })
}
// ANCHOR_END: cure

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let station = String::from("summit");
    let task = start_reading(&station);
    task.await.unwrap();
    println!("keeper: the {station} has answered");
}
