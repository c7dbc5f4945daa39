use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::sleep;

const DAY: u64 = 0;

async fn measure(station: u64) -> u64 {
    sleep(Duration::from_millis(10 * (4 - station))).await;
    println!("station {station} has answered");
    station * DAY
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let mut tasks = JoinSet::new();
    for station in 1..=3 {
        tasks.spawn(measure(station));
    }
    let mut sum = 0;
    while let Some(answer) = tasks.join_next().await {
        sum += answer.unwrap();
    }
    assert_eq!(sum, 6 * DAY);
}
