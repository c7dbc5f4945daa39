use std::pin::pin;
use std::task::{Context, Waker};

async fn read() -> i32 {
    -6
}

// ANCHOR: cure
fn main() {
    let mut context = Context::from_waker(Waker::noop());
    let summit = pin!(read());
    println!("{:?}", summit.poll(&mut context));
}
// ANCHOR_END: cure
