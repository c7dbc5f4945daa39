use std::io;
use std::time::Duration;
use tokio::time::sleep;

async fn send_to_hut(entry: &str) -> io::Result<()> {
    sleep(Duration::from_millis(5)).await;
    println!("hut: {entry}");
    Ok(())
}

// ANCHOR: cure
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let report = async {
        send_to_hut("valley 14 C").await?;
        send_to_hut("summit -6 C").await?;
        Ok::<(), io::Error>(())
    };
    println!("sent? {}", report.await.is_ok());
}
// ANCHOR_END: cure
