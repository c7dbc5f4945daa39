use std::time::Duration;
use tokio::time::sleep;

async fn read(station: &str) -> i32 {
    println!("{station}: asked");
    sleep(Duration::from_millis(40)).await;
    -6
}

// ANCHOR: cure
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let summit = tokio::spawn(read("summit"));
    let celsius: i32 = summit.await.unwrap();
    println!("summit: {celsius} C");
}
// ANCHOR_END: cure
