use std::time::Duration;
use tokio::time::{interval, sleep, timeout};

const DAY: u64 = 0;

async fn flash(count: &mut u64) {
    let mut beacon = interval(Duration::from_millis(10));
    loop {
        beacon.tick().await;
        *count += 1;
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let mut flashes = 0;
    let night = sleep(Duration::from_millis(10 * DAY + 5));
    tokio::select! {
        () = flash(&mut flashes) => unreachable!("it has no end"),
        () = night => println!("{flashes} flashes in the night"),
    }
    assert_eq!(flashes, DAY + 1);

    let forecast = sleep(Duration::from_millis(DAY + 1));
    let late = timeout(Duration::from_millis(DAY), forecast).await;
    println!("the forecast is late: {}", late.is_err());
}
