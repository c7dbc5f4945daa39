#[tokio::main]
async fn main() {
    let beacon = tokio::spawn(async { println!("beacon: flash") });
    beacon.await.expect("a flash does not panic");
}
