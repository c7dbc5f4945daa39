use std::time::Duration;
use tokio::time::sleep;

// ANCHOR: cure
struct Radio;

impl Radio {
    async fn close(self) {
        sleep(Duration::from_millis(20)).await;
        println!("radio: over and out");
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let radio = Radio;
    println!("keeper: speaks to the hut");
    radio.close().await;
}
// ANCHOR_END: cure
