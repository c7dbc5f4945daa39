use std::sync::Arc;
use std::time::Duration;
use tokio::time::sleep;

// ANCHOR: cure
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let station: Arc<str> = Arc::from("summit");
    let name = station.clone();
    let task = tokio::spawn(async move {
        sleep(Duration::from_millis(40)).await;
        println!("{name}: answered");
    });
    println!("{station}: asked");
    task.await.unwrap();
}
// ANCHOR_END: cure
