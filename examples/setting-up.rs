use std::io;
use std::panic::catch_unwind;
use std::time::Duration;
use tokio::runtime::Builder;
use tokio::time::sleep;

async fn recall() -> i32 {
    -4 // yesterday's note is at hand
}

async fn read_summit() -> i32 {
    sleep(Duration::from_millis(40)).await;
    -6
}

async fn report(name: &str) {
    println!("{name}: the note says {} C", recall().await);
    println!("{name}: the summit says {} C", read_summit().await);
}

fn main() -> io::Result<()> {
    let full = Builder::new_current_thread().enable_all().build()?;
    full.block_on(report("full"));

    let bare = Builder::new_current_thread().build()?;
    // Runs the closure, and gives an error if the closure panics.
    let end = catch_unwind(|| bare.block_on(report("bare")));
    println!("bare: panicked? {}", end.is_err());
    Ok(())
}
