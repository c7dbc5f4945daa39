use tokio::task::yield_now;

async fn record(log: &mut Vec<String>, entry: &str) {
    yield_now().await;
    log.push(entry.to_string());
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut log = vec!["ridge 3 C".to_string()];
    let recording = record(&mut log, "summit -6 C");
    println!("hut: {} entry so far", log.len());
    recording.await;
    println!("hut: {} entries", log.len());
}
