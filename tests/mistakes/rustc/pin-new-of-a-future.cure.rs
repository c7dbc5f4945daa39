use std::task::{Context, Waker};

async fn read(celsius: i32) -> i32 {
    celsius
}

// ANCHOR: cure
fn main() {
    let mut context = Context::from_waker(Waker::noop());
    let mut stations = Vec::new();
    for celsius in [14, 3, -6] {
        stations.push(Box::pin(read(celsius)));
    }
    for station in &mut stations {
        let answer = station.as_mut().poll(&mut context);
        println!("{answer:?}");
    }
}
// ANCHOR_END: cure
