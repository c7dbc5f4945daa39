use std::error::Error;
use std::time::Duration;
use tokio::time::sleep;

async fn send_to_hut(entry: &str) {
    sleep(Duration::from_millis(5)).await;
    println!("hut: {entry}");
}

// ANCHOR: cure
type Failure = Box<dyn Error + Send + Sync>;

async fn read(station: &str) -> Result<i32, Failure> {
    sleep(Duration::from_millis(40)).await;
    match station {
        "summit" => Ok(-6),
        _ => Err(format!("no station {station}").into()),
    }
}
// ANCHOR_END: cure

async fn survey(station: &str) {
    match read(station).await {
        Ok(celsius) => println!("{station}: {celsius} C"),
        Err(error) => send_to_hut(&error.to_string()).await,
    }
}

async fn night_watch() {
    survey("summit").await;
    survey("glacier").await;
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    tokio::spawn(night_watch()).await.unwrap();
}
