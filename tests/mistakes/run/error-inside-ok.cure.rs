use std::io;
use std::time::Duration;
use tokio::time::sleep;

async fn send_to_hut(report: &str) -> io::Result<()> {
    sleep(Duration::from_millis(5)).await;
    Err(io::Error::other(format!("no reception for {report:?}")))
}

// ANCHOR: cure
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let task = tokio::spawn(send_to_hut("snow on the summit"));
    match task.await {
        Ok(Ok(())) => println!("keeper: the hut knows"),
        Ok(Err(error)) => println!("keeper: not sent, {error}"),
        Err(error) => println!("keeper: the task failed, {error}"),
    }
}
// ANCHOR_END: cure
