use std::time::Duration;
use tokio::time::sleep;

async fn read(station: &str, after: u64, celsius: i32) -> i32 {
    println!("{station}: asked");
    sleep(Duration::from_millis(after)).await;
    println!("{station}: answered");
    celsius
}

// ANCHOR: cure
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (valley, summit) = tokio::join!(
        read("valley", 20, 14),
        read("summit", 40, -6),
    );
    println!("{} degrees between them", valley - summit);
}
// ANCHOR_END: cure
