use poll_by_poll::run;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

/// What a reading and its station share.
#[derive(Default)]
struct Wire {
    celsius: Option<i32>,
    waker: Option<Waker>,
}

struct Reading {
    station: &'static str,
    wire: Arc<Mutex<Wire>>,
}

impl Future for Reading {
    type Output = i32;

    fn poll(self: Pin<&mut Self>, context: &mut Context) -> Poll<i32> {
        let mut wire = self.wire.lock().unwrap();
        println!("{}: {:?}", self.station, wire.celsius);
        if let Some(celsius) = wire.celsius {
            return Poll::Ready(celsius);
        }
        wire.waker = Some(context.waker().clone());
        Poll::Pending
    }
}

/// The station answers from a thread of its own.
fn ask(station: &'static str, wait: u64, celsius: i32) -> Reading {
    let wire = Arc::new(Mutex::new(Wire::default()));
    let theirs = Arc::clone(&wire);
    thread::spawn(move || {
        thread::sleep(Duration::from_millis(wait));
        let mut wire = theirs.lock().unwrap();
        wire.celsius = Some(celsius);
        let waker = wire.waker.take();
        drop(wire);
        if let Some(waker) = waker {
            waker.wake();
        }
    });
    Reading { station, wire }
}

fn main() {
    let valley = ask("valley", 300, 14);
    let summit = ask("summit", 900, -6);
    let ran = run(futures::future::join(valley, summit));
    println!("polled {}, woken {}", ran.polls, ran.wakes);
}
