use std::time::Duration;
use tokio::time::sleep;

struct Radio;

// ANCHOR: cure
impl Drop for Radio {
    fn drop(&mut self) {
        tokio::spawn(async {
            sleep(Duration::from_millis(20)).await;
            println!("radio: over and out");
        });
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let radio = Radio;
    println!("keeper: speaks to the hut");
    drop(radio);
    sleep(Duration::from_millis(30)).await;
}
// ANCHOR_END: cure
