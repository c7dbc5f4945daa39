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

// Polls both readings, until both are ready.
async fn both() {
    let mut valley = pin!(read("valley", 2));
    let mut summit = pin!(read("summit", 3));
    poll_fn(|context| {
        let valley = valley.as_mut().poll(context);
        let summit = summit.as_mut().poll(context);
        match valley.is_ready() && summit.is_ready() {
            true => Poll::Ready(()),
            false => Poll::Pending,
        }
    })
    .await;
    println!("keeper: both have answered");
}

fn main() {
    run(both());
}
