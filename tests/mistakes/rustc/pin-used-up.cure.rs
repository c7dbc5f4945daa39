use std::pin::pin;
use std::task::{Context, Poll, Waker};
use tokio::task::yield_now;

async fn survey() -> i32 {
    yield_now().await;
    14
}

// ANCHOR: cure
fn main() {
    let mut survey = pin!(survey());
    let mut context = Context::from_waker(Waker::noop());
    loop {
        match survey.as_mut().poll(&mut context) {
            Poll::Pending => println!("pending"),
            Poll::Ready(celsius) => break println!("{celsius} C"),
        }
    }
}
// ANCHOR_END: cure
