use std::time::Duration;
use tokio::time::{sleep, timeout};

async fn read(station: &str) -> i32 {
    println!("{station}: asked");
    sleep(Duration::from_millis(40)).await;
    -6
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let reading = read("summit");
    for patience in [10, 30, 50].map(Duration::from_millis) {
        match timeout(patience, reading).await {
            Ok(celsius) => println!("summit: {celsius} C"),
            Err(_) => println!("no answer within {patience:?}"),
        }
    }
}
