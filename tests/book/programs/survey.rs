//! Tasks that end in each way there is: ready, aborted, and dropped at the end. The
//! first line says whose runtime it is.

use poll_by_poll::runtime::{Builder, sleep, spawn};
use std::time::Duration;

async fn read(name: &'static str, milliseconds: u64) -> u64 {
    sleep(Duration::from_millis(milliseconds)).await;
    println!("{name}");
    milliseconds
}

fn main() {
    let runtime = Builder::new_current_thread().start_paused(true).build();
    let sum = runtime.block_on(async {
        let valley = spawn(read("valley", 20));
        let ridge = spawn(read("ridge", 30));
        let aborted = spawn(read("summit", 400));
        drop(spawn(read("hut", 500)));
        let sum = valley.await.unwrap() + ridge.await.unwrap();
        aborted.abort();
        sum + u64::from(aborted.await.is_err())
    });
    println!("{sum}");
}
