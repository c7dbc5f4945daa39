use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::sleep;

const DAY: u64 = 0;

struct Lamp(&'static str);

impl Drop for Lamp {
    fn drop(&mut self) {
        println!("{}: out", self.0);
    }
}

async fn shine(name: &'static str, lit: Arc<Notify>) {
    let _lamp = Lamp(name);
    println!("{name}: lit");
    lit.notify_one();
    sleep(Duration::from_secs(3600 * (DAY + 1))).await;
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let lit = Arc::new(Notify::new());
    let task = tokio::spawn(shine("ridge", Arc::clone(&lit)));
    lit.notified().await;
    task.abort();
    assert!(task.await.unwrap_err().is_cancelled());
    println!("night {DAY} is over");
}
