use futures::executor::block_on;
use std::time::Duration;
use tokio::time::sleep;

async fn read(station: &str) -> i32 {
    println!("{station}: asked");
    sleep(Duration::from_millis(40)).await;
    -6
}

fn main() {
    let celsius = block_on(read("summit"));
    println!("summit: {celsius} C");
}
