use std::time::Duration;
use tokio::time::sleep;

async fn read(station: &str) -> i32 {
    println!("{station}: asked");
    sleep(Duration::from_millis(40)).await;
    -6
}

// ANCHOR: cure
async fn report(station: &str) -> String {
    let celsius = read(station).await;
    format!("{station}: {celsius} C")
}

#[tokio::main]
async fn main() {
    println!("{}", report("summit").await);
}
// ANCHOR_END: cure
