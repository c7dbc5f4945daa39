use std::time::Duration;
use tokio::time::sleep;

async fn read(station: &str) {
    sleep(Duration::from_millis(40)).await;
    println!("{station}: answered");
}

// ANCHOR: cure
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let task = tokio::spawn(read("summit"));
    task.await.unwrap();
}
// ANCHOR_END: cure
