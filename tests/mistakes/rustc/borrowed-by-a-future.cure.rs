use tokio::task::yield_now;

async fn record(log: &mut Vec<String>, entry: &str) {
    yield_now().await;
    log.push(entry.to_string());
}

// ANCHOR: cure
#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut log = vec!["ridge 3 C".to_string()];
    println!("hut: {} entry so far", log.len());
    record(&mut log, "summit -6 C").await;
    println!("hut: {} entries", log.len());
}
// ANCHOR_END: cure
