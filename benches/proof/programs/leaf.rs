use std::pin::Pin;
use std::task::{Context, Poll};

const DAY: u64 = 0;

struct Countdown {
    polls_left: u64,
}

impl Future for Countdown {
    type Output = &'static str;

    fn poll(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<&'static str> {
        if self.polls_left == 0 {
            return Poll::Ready("the sun is up");
        }
        self.polls_left -= 1;
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let sunrise = Countdown { polls_left: DAY };
    println!("{}", sunrise.await);
}
