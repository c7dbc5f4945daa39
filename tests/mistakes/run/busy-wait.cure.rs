use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::sleep;

static ANSWERED: Notify = Notify::const_new();

async fn ask_summit() {
    sleep(Duration::from_millis(40)).await;
    ANSWERED.notify_one();
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    tokio::spawn(ask_summit());
    println!("keeper: waits for the summit");
    ANSWERED.notified().await;
    println!("keeper: the summit answered");
}
