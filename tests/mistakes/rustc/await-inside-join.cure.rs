use std::time::Duration;
use tokio::time::sleep;

async fn read(station: &str) -> i32 {
    let (after, celsius) = match station {
        "valley" => (20, 14),
        "ridge" => (30, 3),
        _ => (40, -6),
    };
    sleep(Duration::from_millis(after)).await;
    celsius
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (valley, summit) = tokio::join!(read("valley"), read("summit"));
    println!("valley: {valley} C, summit: {summit} C");
}
