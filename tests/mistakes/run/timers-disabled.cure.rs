use std::time::Duration;
use tokio::runtime::Builder;
use tokio::time::sleep;

async fn read(station: &str) -> i32 {
    println!("{station}: asked");
    sleep(Duration::from_millis(40)).await;
    -6
}

// ANCHOR: cure
fn main() {
    // The stations will be read over sockets.
    let mut builder = Builder::new_current_thread();
    let runtime = builder.enable_all().build().unwrap();
    let celsius = runtime.block_on(read("summit"));
    println!("summit: {celsius} C");
}
// ANCHOR_END: cure
