use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

struct Join<A, B> {
    first: Pin<Box<A>>,
    second: Pin<Box<B>>,
}

impl<A, B> Future for Join<A, B>
where
    A: Future<Output = ()>,
    B: Future<Output = ()>,
{
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context) -> Poll<()> {
        let join = self.get_mut();
        let first = join.first.as_mut().poll(context).is_ready();
        let second = join.second.as_mut().poll(context).is_ready();
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
        first: Box::pin(ask("valley", 20)),
        second: Box::pin(ask("summit", 40)),
    }
    .await;
}
