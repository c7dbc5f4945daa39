use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

#[derive(Default)]
struct Wire {
    celsius: Option<i32>,
    waker: Option<Waker>,
}

/// Asks the valley. It has its answer at hand, and calls back at once.
fn ask(wire: &Mutex<Wire>) {
    let mut wire = wire.lock().unwrap();
    wire.celsius = Some(14);
    let waker = wire.waker.take();
    drop(wire);
    if let Some(waker) = waker {
        waker.wake();
    }
}

#[derive(Default)]
struct Reading {
    asked: bool,
    wire: Arc<Mutex<Wire>>,
}

// ANCHOR: cure
impl Future for Reading {
    type Output = i32;

    fn poll(
        mut self: Pin<&mut Self>,
        context: &mut Context,
    ) -> Poll<i32> {
        let waker = context.waker().clone();
        self.wire.lock().unwrap().waker = Some(waker);
        if !self.asked {
            self.asked = true;
            ask(&self.wire);
        }
        match self.wire.lock().unwrap().celsius {
            Some(celsius) => Poll::Ready(celsius),
            None => Poll::Pending,
        }
    }
}
// ANCHOR_END: cure

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("the valley says {} C", Reading::default().await);
}
