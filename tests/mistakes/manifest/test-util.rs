use std::thread;
use std::time::Duration;
use tokio::time::{Instant, sleep};

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let night = Duration::from_secs(8 * 60 * 60);
    let (paused, real) = (Instant::now(), std::time::Instant::now());

    sleep(night).await;
    assert_eq!(paused.elapsed(), night);
    assert!(real.elapsed() < night / 1000);

    thread::sleep(Duration::from_millis(50));
    assert_eq!(paused.elapsed(), night);
}
