use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::time::sleep;

const DAY: u64 = 0;

#[derive(Default)]
struct Log {
    entries: Vec<String>,
}

async fn write(log: Arc<Mutex<Log>>, station: u64) {
    let mut log = log.lock().await;
    sleep(Duration::from_millis(station)).await;
    let celsius = DAY + station;
    log.entries.push(format!("{station}: {celsius} C"));
}

#[tokio::main]
async fn main() {
    let log = Arc::new(Mutex::new(Log::default()));
    let tasks: Vec<_> = (1..=3)
        .map(|station| tokio::spawn(write(Arc::clone(&log), station)))
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let mut log = log.lock().await;
    log.entries.sort();
    println!("{}", log.entries.join("\n"));
}
