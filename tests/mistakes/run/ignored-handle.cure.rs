use std::time::Duration;
use tokio::time::sleep;

async fn record(station: &str, celsius: Option<i32>) {
    sleep(Duration::from_millis(5)).await;
    let celsius = celsius.expect("the mast is down");
    println!("log: {station} {celsius} C");
}

// ANCHOR: cure
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let readings =
        [("valley", Some(14)), ("ridge", None), ("summit", Some(-6))];
    let mut tasks = Vec::new();
    for (station, celsius) in readings {
        let task = tokio::spawn(record(station, celsius));
        tasks.push((station, task));
    }
    for (station, task) in tasks {
        if task.await.is_err() {
            println!("keeper: {station} is not in the log");
        }
    }
}
// ANCHOR_END: cure
