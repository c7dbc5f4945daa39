use std::time::Duration;
use tokio::time::sleep;

async fn send_to_hut(entry: &str) {
    sleep(Duration::from_millis(5)).await;
    println!("hut: {entry}");
}

// ANCHOR: cure
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let task = tokio::spawn(send_to_hut("summit -6 C"));
    println!("keeper: good night");
    task.await.unwrap();
}
// ANCHOR_END: cure
