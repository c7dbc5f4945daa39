use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::Duration;
use tokio::time::sleep;

static ANSWERED: AtomicBool = AtomicBool::new(false);

async fn ask_summit() {
    sleep(Duration::from_millis(40)).await;
    ANSWERED.store(true, Relaxed);
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    tokio::spawn(ask_summit());
    println!("keeper: waits for the summit");
    while !ANSWERED.load(Relaxed) {
        std::hint::spin_loop();
    }
    println!("keeper: the summit answered");
}
