use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::time::Duration;
use tokio::time::sleep;

// How many speak now. The hut's radio has two channels.
static SPEAKING: AtomicU32 = AtomicU32::new(0);

async fn send_to_hut(entry: u64) {
    if SPEAKING.fetch_add(1, Relaxed) < 2 {
        sleep(Duration::from_millis(10 + entry)).await;
        println!("hut: entry {entry} received");
    } else {
        println!("radio: no channel for entry {entry}");
    }
    SPEAKING.fetch_sub(1, Relaxed);
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let entries = [1, 2, 3, 4, 5, 6];
    let tasks = entries.map(|entry| tokio::spawn(send_to_hut(entry)));
    for task in tasks {
        task.await.unwrap();
    }
}
