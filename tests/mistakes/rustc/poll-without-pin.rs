use std::task::{Context, Waker};

async fn read() -> i32 {
    -6
}

fn main() {
    let mut context = Context::from_waker(Waker::noop());
    let mut summit = read();
    println!("{:?}", summit.poll(&mut context));
}
