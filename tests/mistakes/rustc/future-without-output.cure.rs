use std::pin::Pin;
use std::task::{Context, Poll};

struct Note;

// ANCHOR: cure
impl Future for Note {
    type Output = i32;

    fn poll(self: Pin<&mut Self>, _: &mut Context) -> Poll<i32> {
        Poll::Ready(-4)
    }
}
// ANCHOR_END: cure

#[tokio::main]
async fn main() {
    println!("the note says {} C", Note.await);
}
