use std::time::Duration;
use tokio::time::sleep;

async fn read(station: &str) -> i32 {
    println!("{station}: asked");
    sleep(Duration::from_millis(20)).await;
    if station == "valley" { 14 } else { 3 }
}

// ANCHOR: cure
async fn warmest(stations: &[&str]) -> Option<i32> {
    let mut warmest = None;
    for station in stations {
        let celsius = read(station).await;
        warmest = warmest.max(Some(celsius));
    }
    warmest
}
// ANCHOR_END: cure

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    println!("{:?}", warmest(&["valley", "ridge"]).await);
}
