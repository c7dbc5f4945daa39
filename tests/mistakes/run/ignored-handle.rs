use std::time::Duration;
use tokio::time::sleep;

async fn record(station: &str, celsius: Option<i32>) {
    sleep(Duration::from_millis(5)).await;
    let celsius = celsius.expect("the mast is down");
    println!("log: {station} {celsius} C");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let readings =
        [("valley", Some(14)), ("ridge", None), ("summit", Some(-6))];
    for (station, celsius) in readings {
        tokio::spawn(record(station, celsius));
    }
    sleep(Duration::from_millis(10)).await;
    println!("keeper: the log is complete");
}
