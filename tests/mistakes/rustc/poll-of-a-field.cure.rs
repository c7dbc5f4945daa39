use std::pin::Pin;
use std::task::{Context, Poll};

// ANCHOR: cure
struct Counted<F> {
    future: Pin<Box<F>>,
    polls: u32,
}

impl<F: Future> Future for Counted<F> {
    type Output = (F::Output, u32);

    fn poll(
        mut self: Pin<&mut Self>,
        context: &mut Context,
    ) -> Poll<Self::Output> {
        self.polls += 1;
        let answer = self.future.as_mut().poll(context);
        answer.map(|output| (output, self.polls))
    }
}
// ANCHOR_END: cure

async fn read() -> i32 {
    tokio::task::yield_now().await;
    -6
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let future = Box::pin(read());
    let counted = Counted { future, polls: 0 };
    let (celsius, polls) = counted.await;
    println!("{celsius} C, at poll {polls}");
}
