use futures::poll;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;
use tokio::time::sleep;

#[derive(Default)]
struct Wire {
    celsius: Option<i32>,
    waker: Option<Waker>,
}

struct Reading(Arc<Mutex<Wire>>);

impl Future for Reading {
    type Output = i32;

    fn poll(self: Pin<&mut Self>, context: &mut Context) -> Poll<i32> {
        let mut wire = self.0.lock().unwrap();
        if let Some(celsius) = wire.celsius {
            return Poll::Ready(celsius);
        }
        if wire.waker.is_none() {
            wire.waker = Some(context.waker().clone());
        }
        Poll::Pending
    }
}

async fn summit(wire: Arc<Mutex<Wire>>) {
    sleep(Duration::from_millis(40)).await;
    let mut wire = wire.lock().unwrap();
    wire.celsius = Some(-6);
    let waker = wire.waker.take();
    drop(wire);
    if let Some(waker) = waker {
        waker.wake();
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let wire = Arc::default();
    tokio::spawn(summit(Arc::clone(&wire)));
    let mut reading = Reading(wire);
    println!("keeper looks: {:?}", poll!(&mut reading));
    let celsius = tokio::spawn(reading).await.unwrap();
    println!("the summit says {celsius} C");
}
