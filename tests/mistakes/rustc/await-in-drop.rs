use std::time::Duration;
use tokio::time::sleep;

struct Radio;

impl Drop for Radio {
    fn drop(&mut self) {
        sleep(Duration::from_millis(20)).await;
        println!("radio: over and out");
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let _radio = Radio;
    println!("keeper: speaks to the hut");
}
