use std::time::Duration;
use tokio::time::{interval, sleep};

async fn read_summit() -> i32 {
    sleep(Duration::from_millis(40)).await;
    -6
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let mut beacon = interval(Duration::from_millis(15));
    for _ in 0..6 {
        tokio::select! {
            celsius = read_summit() => {
                println!("summit: {celsius} C");
                return;
            }
            _ = beacon.tick() => println!("beacon: flashes"),
        }
    }
    println!("keeper: gives up");
}
