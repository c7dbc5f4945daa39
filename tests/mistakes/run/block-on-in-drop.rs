use std::time::Duration;
use tokio::runtime::Handle;
use tokio::time::sleep;

struct Radio;

impl Radio {
    async fn say_goodbye(&self) {
        sleep(Duration::from_millis(20)).await;
        println!("radio: over and out");
    }
}

impl Drop for Radio {
    fn drop(&mut self) {
        Handle::current().block_on(self.say_goodbye());
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let _radio = Radio;
    println!("keeper: speaks to the hut");
}
