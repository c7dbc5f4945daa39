use std::pin::Pin;
use std::task::{Context, Poll};

struct Barometer {
    polls: u32,
}

impl Future for Barometer {
    type Output = u32;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context) -> Poll<u32> {
        self.polls += 1;
        match self.polls {
            1 | 2 => Poll::Pending,
            _ => 1013,
        }
    }
}

#[tokio::main]
async fn main() {
    println!("{} hPa", Barometer { polls: 2 }.await);
}
