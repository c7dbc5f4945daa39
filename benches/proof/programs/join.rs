use std::time::Duration;
use tokio::time::{Instant, sleep};

const DAY: u64 = 0;
const STATIONS: [&str; 3] = ["valley", "ridge", "summit"];

async fn read(station: &str) -> u64 {
    let after = match station {
        "valley" => 20,
        "ridge" => 30,
        _ => 40,
    };
    sleep(Duration::from_millis(after + DAY)).await;
    after
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    for station in STATIONS {
        read(station).await;
    }
    println!("one after the other: {:?}", start.elapsed());

    let start = Instant::now();
    let [valley, ridge, summit] = STATIONS.map(read);
    let (valley, ridge, summit) = tokio::join!(valley, ridge, summit);
    println!("together: {:?}", start.elapsed());
    assert_eq!(valley + ridge + summit, 90);
}
