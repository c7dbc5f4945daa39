use std::time::Duration;
use tokio::task::JoinHandle;
use tokio::time::sleep;

// ANCHOR: cure
trait Station: Send + Sync + 'static {
    fn read(&self) -> impl Future<Output = i32> + Send;
}
// ANCHOR_END: cure

struct Summit;

impl Station for Summit {
    async fn read(&self) -> i32 {
        sleep(Duration::from_millis(40)).await;
        -6
    }
}

async fn survey(station: impl Station) {
    let celsius = station.read().await;
    println!("{celsius} C");
}

fn watch(station: impl Station) -> JoinHandle<()> {
    tokio::spawn(survey(station))
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    watch(Summit).await.unwrap();
}
