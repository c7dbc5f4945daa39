#![deny(clippy::unused_async)]

async fn recall(station: &str) -> i32 {
    println!("{station}: looked up");
    -4
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("yesterday: {} C", recall("summit").await);
}
