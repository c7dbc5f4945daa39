use std::pin::pin;
use std::task::{Context, Poll, Waker};
use tokio::task::yield_now;

async fn read(station: &str) -> i32 {
    match station {
        "valley" => 14,
        _ => {
            yield_now().await;
            -6
        }
    }
}

// ANCHOR: cure
fn main() {
    let mut valley = pin!(read("valley"));
    let mut summit = pin!(read("summit"));
    let mut context = Context::from_waker(Waker::noop());
    let (mut low, mut high) = (Poll::Pending, Poll::Pending);
    loop {
        if low.is_pending() {
            low = valley.as_mut().poll(&mut context);
        }
        if high.is_pending() {
            high = summit.as_mut().poll(&mut context);
        }
        println!("valley {low:?}, summit {high:?}");
        if let (Poll::Ready(low), Poll::Ready(high)) = (low, high) {
            println!("{} C between them", low - high);
            break;
        }
    }
}
// ANCHOR_END: cure
