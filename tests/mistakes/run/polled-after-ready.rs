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

fn main() {
    let mut valley = pin!(read("valley"));
    let mut summit = pin!(read("summit"));
    let mut context = Context::from_waker(Waker::noop());
    loop {
        let low = valley.as_mut().poll(&mut context);
        let high = summit.as_mut().poll(&mut context);
        println!("valley {low:?}, summit {high:?}");
        if let (Poll::Ready(low), Poll::Ready(high)) = (low, high) {
            println!("{} C between them", low - high);
            break;
        }
    }
}
