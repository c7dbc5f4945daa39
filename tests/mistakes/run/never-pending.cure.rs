use std::sync::OnceLock;
use std::time::Duration;
use tokio::time::sleep;

static ANSWER: OnceLock<i32> = OnceLock::new();

async fn ask_summit() {
    println!("summit: asked");
    sleep(Duration::from_millis(40)).await;
    ANSWER.set(-6).unwrap();
}

// Looks whether there is an answer.
async fn look() -> Option<i32> {
    ANSWER.get().copied()
}

// ANCHOR: cure
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    tokio::spawn(ask_summit());
    println!("keeper: waits for the summit");
    let celsius = loop {
        if let Some(celsius) = look().await {
            break celsius;
        }
        sleep(Duration::from_millis(15)).await;
    };
    println!("keeper: the summit has {celsius} C");
}
// ANCHOR_END: cure
