use std::sync::mpsc::{Sender, channel};
use std::time::Duration;
use tokio::time::sleep;

async fn ask_summit(keeper: Sender<i32>) {
    sleep(Duration::from_millis(40)).await;
    keeper.send(-6).unwrap();
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (sender, receiver) = channel();
    tokio::spawn(ask_summit(sender));
    println!("keeper: waits for the summit");
    let celsius = receiver.recv().unwrap();
    println!("keeper: the summit has {celsius} C");
}
