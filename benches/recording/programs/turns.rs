use std::time::Duration;
use tokio::time::sleep;

const HIKERS: u64 = 1;
/// Of all hikers together.
const STEPS: u64 = 20_000;

async fn walk(hiker: u64) {
    for step in 0..STEPS / HIKERS {
        sleep(Duration::from_millis(1 + (hiker + step) % 7)).await;
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let mut hikers = Vec::new();
    for hiker in 0..HIKERS {
        hikers.push(tokio::spawn(walk(hiker)));
    }
    for hiker in hikers {
        hiker.await.unwrap();
    }
}
