// ANCHOR: cure
use std::time::Duration;
use tokio::time::sleep;

async fn read(station: &str, wait: u64) {
    println!("{station}: asked");
    sleep(Duration::from_millis(wait)).await;
    println!("{station}: answered");
}
// ANCHOR_END: cure

async fn greet(hiker: &str) {
    println!("keeper: good morning, {hiker}");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    tokio::join!(
        read("summit", 400),
        read("valley", 200),
        read("ridge", 300),
        greet("Ada"),
    );
}
