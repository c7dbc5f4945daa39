use std::hint::black_box;
use std::time::Duration;
use tokio::task::yield_now;
use tokio::time::sleep;

// ANCHOR: cure
// Computes as long as it is left alone, to be the more precise.
async fn forecast() {
    let mut steps = 0_u64;
    loop {
        steps = black_box(steps.wrapping_add(1));
        if steps.is_multiple_of(1000) {
            yield_now().await;
        }
    }
}
// ANCHOR_END: cure

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let forecast = tokio::spawn(forecast());
    sleep(Duration::from_millis(10)).await;

    forecast.abort();
    println!("keeper: enough, stop");
    let ended = forecast.await;
    println!("keeper: stopped? {}", ended.is_err());
}
