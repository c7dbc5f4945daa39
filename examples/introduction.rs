use std::time::Duration;
use tokio::time::sleep;

async fn read(station: &str) -> i32 {
    println!("{station}: asked");
    sleep(Duration::from_millis(20)).await;
    println!("{station}: answered");
    14
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let valley = read("valley");
    println!("nobody has been asked yet");
    let celsius = valley.await;
    println!("{celsius} C in the valley");
}
