use std::pin::Pin;
use std::task::{Context, Waker};

async fn read(celsius: i32) -> i32 {
    celsius
}

fn main() {
    let mut context = Context::from_waker(Waker::noop());
    let mut stations = Vec::new();
    for celsius in [14, 3, -6] {
        stations.push(read(celsius));
    }
    for station in &mut stations {
        let answer = Pin::new(station).poll(&mut context);
        println!("{answer:?}");
    }
}
