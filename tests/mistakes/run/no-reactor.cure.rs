use std::time::Duration;
use tokio::runtime::Runtime;
use tokio::time::sleep;

async fn read(station: &str) -> i32 {
    println!("{station}: asked");
    sleep(Duration::from_millis(40)).await;
    -6
}

// ANCHOR: cure
fn main() {
    let runtime = Runtime::new().unwrap();
    let celsius = runtime.block_on(read("summit"));
    println!("summit: {celsius} C");
}
// ANCHOR_END: cure
