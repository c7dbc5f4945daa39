use std::pin::Pin;
use std::task::{Context, Poll};

struct Barometer {
    polls: u32,
}

impl Future for Barometer {
    type Output = u32;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context) -> Poll<u32> {
        self.polls += 1;
        println!("barometer: poll {}", self.polls);
        match self.polls {
            1 | 2 => Poll::Pending,
            _ => Poll::Ready(1013),
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("{} hPa", Barometer { polls: 0 }.await);
}
