use std::time::Duration;
use tokio::runtime::Builder;
use tokio::time::sleep;

async fn send_to_hut(report: &str) {
    sleep(Duration::from_millis(5)).await;
    println!("hut: {report}");
}

// ANCHOR: cure
fn main() {
    let runtime =
        Builder::new_current_thread().enable_all().build().unwrap();
    let task = runtime.spawn(send_to_hut("snow on the summit"));
    runtime.block_on(task).unwrap();
}
// ANCHOR_END: cure
