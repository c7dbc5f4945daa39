use poll_by_poll::run;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use tokio::task::yield_now;

async fn read(station: &str, asks: u32) {
    for _ in 1..asks {
        yield_now().await;
    }
    println!("{station}: answered");
}

// ANCHOR: cure
// Polls both readings, until both are ready.
async fn both() {
    let mut valley = pin!(read("valley", 2));
    let mut summit = pin!(read("summit", 3));
    let (mut valley_done, mut summit_done) = (false, false);
    poll_fn(|context| {
        if !valley_done {
            valley_done = valley.as_mut().poll(context).is_ready();
        }
        if !summit_done {
            summit_done = summit.as_mut().poll(context).is_ready();
        }
        match valley_done && summit_done {
            true => Poll::Ready(()),
            false => Poll::Pending,
        }
    })
    .await;
    println!("keeper: both have answered");
}
// ANCHOR_END: cure

fn main() {
    run(both());
}
