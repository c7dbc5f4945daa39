use std::time::Duration;
use tokio::time::sleep;

async fn read(station: &str) {
    sleep(Duration::from_millis(40)).await;
    println!("{station}: answered");
}

// ANCHOR: cure
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let stations = [String::from("ridge"), String::from("summit")];
    let mut tasks = Vec::new();
    for station in stations {
        let task = tokio::spawn(async move { read(&station).await });
        tasks.push(task);
    }
    for task in tasks {
        task.await.unwrap();
    }
}
// ANCHOR_END: cure
