use std::pin::Pin;
use std::task::{Context, Poll};

struct Barometer {
    polls: u32,
}

// ANCHOR: cure
impl Future for Barometer {
    type Output = u32;

    fn poll(
        mut self: Pin<&mut Self>,
        context: &mut Context,
    ) -> Poll<u32> {
        self.polls += 1;
        println!("barometer: poll {}", self.polls);
        match self.polls {
            1 | 2 => {
                context.waker().wake_by_ref();
                Poll::Pending
            }
            _ => Poll::Ready(1013),
        }
    }
}
// ANCHOR_END: cure

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("{} hPa", Barometer { polls: 0 }.await);
}
