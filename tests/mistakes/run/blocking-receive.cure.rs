use std::time::Duration;
use tokio::sync::mpsc::{Sender, channel};
use tokio::time::sleep;

// ANCHOR: cure
async fn ask_summit(keeper: Sender<i32>) {
    sleep(Duration::from_millis(40)).await;
    keeper.send(-6).await.unwrap();
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (sender, mut receiver) = channel(1);
    tokio::spawn(ask_summit(sender));
    println!("keeper: waits for the summit");
    let celsius = receiver.recv().await.unwrap();
    println!("keeper: the summit has {celsius} C");
}
// ANCHOR_END: cure
