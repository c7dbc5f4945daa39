use std::pin::pin;
use std::task::{Context, Waker};

async fn read() -> i32 {
    futures::pending!(); // pending once, wakes nobody
    -6
}

fn begin(context: &mut Context) -> impl Future<Output = i32> + use<> {
    let mut future = pin!(read());
    assert!(future.as_mut().poll(context).is_pending());
    future
}

fn main() {
    let mut context = Context::from_waker(Waker::noop());
    let summit = pin!(begin(&mut context));
    println!("{:?}", summit.poll(&mut context));
}
