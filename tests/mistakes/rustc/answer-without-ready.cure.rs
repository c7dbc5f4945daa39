use std::pin::Pin;
use std::task::{Context, Poll};

struct Barometer {
    polls: u32,
}

// ANCHOR: cure
impl Future for Barometer {
    type Output = u32;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context) -> Poll<u32> {
        self.polls += 1;
        match self.polls {
            1 | 2 => Poll::Pending,
            _ => Poll::Ready(1013),
        }
    }
}
// ANCHOR_END: cure

#[tokio::main]
async fn main() {
    println!("{} hPa", Barometer { polls: 2 }.await);
}
