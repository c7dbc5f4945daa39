use std::time::Duration;
use tokio::time::sleep;

async fn read(after: u64, celsius: i32) -> i32 {
    sleep(Duration::from_millis(after)).await;
    celsius
}

// ANCHOR: cure
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let summit = tokio::spawn(read(40, -6));
    let celsius = summit.await.unwrap();
    println!("hut: {celsius} C");
    println!("log: {celsius} C");
}
// ANCHOR_END: cure
