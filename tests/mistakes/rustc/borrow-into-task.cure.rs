use std::time::Duration;
use tokio::time::sleep;

async fn read(station: &str) {
    sleep(Duration::from_millis(40)).await;
    println!("{station}: answered");
}

// ANCHOR: cure
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let station = String::from("summit");
    let task = tokio::spawn(async move { read(&station).await });
    task.await.unwrap();
    println!("keeper: good night");
}
// ANCHOR_END: cure
