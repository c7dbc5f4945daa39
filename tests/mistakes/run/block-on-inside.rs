use std::time::Duration;
use tokio::runtime::Handle;
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

fn read_now(station: &str) -> i32 {
    Handle::current().block_on(read(station))
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    println!("keeper: asks the summit");
    let celsius = read_now("summit");
    println!("summit: {celsius} C");
}
