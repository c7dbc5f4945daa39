use tokio::task::yield_now;

async fn climb(huts: u32) -> u32 {
    if huts == 0 {
        return 0;
    }
    yield_now().await;
    1 + climb(huts - 1).await
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("{} huts up to the summit", climb(3).await);
}
