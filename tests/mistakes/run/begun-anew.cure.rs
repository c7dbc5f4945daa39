use std::pin::pin;
use std::time::Duration;
use tokio::time::{interval, sleep};

async fn read_summit() -> i32 {
    sleep(Duration::from_millis(40)).await;
    -6
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    // ANCHOR: cure
    let mut summit = pin!(read_summit());
    let mut beacon = interval(Duration::from_millis(15));
    for _ in 0..6 {
        tokio::select! {
            celsius = &mut summit => {
                println!("summit: {celsius} C");
                return;
            }
            _ = beacon.tick() => println!("beacon: flashes"),
        }
    }
    // ANCHOR_END: cure
    println!("keeper: gives up");
}
