use std::pin::Pin;
use std::task::{Context, Poll};

struct Note;

impl Future for Note {
    fn poll(self: Pin<&mut Self>, _: &mut Context) -> Poll<i32> {
        Poll::Ready(-4)
    }
}

#[tokio::main]
async fn main() {
    println!("the note says {} C", Note.await);
}
