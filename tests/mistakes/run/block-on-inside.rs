use std::time::Duration;
use tokio::runtime::Handle;
use tokio::time::sleep;

async fn read(station: &str) -> i32 {
    println!("{station}: asked");
    sleep(Duration::from_millis(40)).await;
    -6
}

fn read_now(station: &str) -> i32 {
    Handle::current().block_on(read(station))
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let celsius = read_now("summit");
    println!("summit: {celsius} C");
}
