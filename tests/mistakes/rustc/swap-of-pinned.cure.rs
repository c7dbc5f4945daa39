use std::mem::swap;
use std::pin::pin;
use std::task::{Context, Waker};

async fn read(celsius: i32) -> i32 {
    futures::pending!(); // pending once, wakes nobody
    celsius
}

// ANCHOR: cure
fn main() {
    let mut context = Context::from_waker(Waker::noop());
    let mut valley = pin!(read(14));
    let mut summit = pin!(read(-6));
    assert!(valley.as_mut().poll(&mut context).is_pending());
    assert!(summit.as_mut().poll(&mut context).is_pending());
    swap(&mut valley, &mut summit);
    println!("{:?}", valley.poll(&mut context));
}
// ANCHOR_END: cure
