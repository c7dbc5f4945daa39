use std::time::Duration;
use tokio::task::JoinHandle;
use tokio::time::sleep;

async fn read(station: &str) -> i32 {
    println!("{station}: asked");
    sleep(Duration::from_millis(40)).await;
    -6
}

// ANCHOR: cure
async fn report(station: &str, task: JoinHandle<i32>) {
    match task.await {
        Ok(celsius) => println!("{station}: {celsius} C"),
        Err(error) if error.is_panic() => println!("{station}: broken"),
        Err(_) => println!("{station}: called off"),
    }
}
// ANCHOR_END: cure

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let task = tokio::spawn(read("summit"));
    let brake = task.abort_handle();
    let report = tokio::spawn(report("summit", task));

    sleep(Duration::from_millis(30)).await;
    println!("keeper: it is getting dark");
    brake.abort();
    let ended = report.await;
    println!("keeper: reported? {}", ended.is_ok());
}
