#![deny(clippy::unused_async)]

// ANCHOR: cure
fn recall(station: &str) -> i32 {
    println!("{station}: looked up");
    -4
}
// ANCHOR_END: cure

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("yesterday: {} C", recall("summit"));
}
