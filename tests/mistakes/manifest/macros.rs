async fn recall() -> i32 {
    -4
}

#[tokio::main]
async fn main() {
    println!("yesterday: {} C", recall().await);
}
