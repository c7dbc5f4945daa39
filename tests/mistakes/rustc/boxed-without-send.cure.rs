use std::pin::Pin;
use std::time::Duration;
use tokio::time::sleep;

// ANCHOR: cure
type Reading = Pin<Box<dyn Future<Output = i32> + Send>>;
// ANCHOR_END: cure

// Two futures of two types, so each goes into a box.
fn read(station: &str) -> Reading {
    match station {
        "valley" => Box::pin(async { 14 }),
        _ => Box::pin(async {
            sleep(Duration::from_millis(40)).await;
            -6
        }),
    }
}

async fn survey(station: &str) {
    let celsius = read(station).await;
    println!("{station}: {celsius} C");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    tokio::spawn(survey("summit")).await.unwrap();
}
