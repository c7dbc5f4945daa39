use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

// ANCHOR: cure
struct Join<A, B> {
    /// None once it was ready.
    first: Option<Pin<Box<A>>>,
    second: Option<Pin<Box<B>>>,
}

fn is_ready(
    part: &mut Option<Pin<Box<impl Future<Output = ()>>>>,
    context: &mut Context,
) -> bool {
    if let Some(future) = part
        && future.as_mut().poll(context).is_ready()
    {
        *part = None;
    }
    part.is_none()
}
// ANCHOR_END: cure

impl<A, B> Future for Join<A, B>
where
    A: Future<Output = ()>,
    B: Future<Output = ()>,
{
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context) -> Poll<()> {
        let join = self.get_mut();
        let first = is_ready(&mut join.first, context);
        let second = is_ready(&mut join.second, context);
        match first && second {
            true => Poll::Ready(()),
            false => Poll::Pending,
        }
    }
}

async fn ask(station: &str, milliseconds: u64) {
    println!("ask the {station}");
    tokio::time::sleep(Duration::from_millis(milliseconds)).await;
    println!("the {station} answers");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    Join {
        first: Some(Box::pin(ask("valley", 20))),
        second: Some(Box::pin(ask("summit", 40))),
    }
    .await;
}
