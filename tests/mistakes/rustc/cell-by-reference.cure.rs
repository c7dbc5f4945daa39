use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::time::Duration;
use tokio::time::sleep;

// ANCHOR: cure
async fn read(station: &str, answers: &AtomicU32) {
    let after = if station == "valley" { 20 } else { 40 };
    sleep(Duration::from_millis(after)).await;
    answers.fetch_add(1, Relaxed);
}

async fn survey() {
    let answers = AtomicU32::new(0);
    tokio::join!(read("valley", &answers), read("summit", &answers));
    println!("{} answers", answers.load(Relaxed));
}
// ANCHOR_END: cure

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    tokio::spawn(survey()).await.unwrap();
}
