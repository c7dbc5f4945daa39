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

// ANCHOR: cure
async fn send_in_turn(entries: [u64; 3]) {
    for entry in entries {
        send_to_hut(entry).await;
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let channels = [[1, 3, 5], [2, 4, 6]];
    let tasks =
        channels.map(|entries| tokio::spawn(send_in_turn(entries)));
    for task in tasks {
        task.await.unwrap();
    }
}
// ANCHOR_END: cure
