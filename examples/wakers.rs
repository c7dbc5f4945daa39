use poll_by_poll::{counting_waker, traced};
use std::future::poll_fn;
use std::pin::pin;
use std::sync::Mutex;
use std::task::{Context, Poll, Waker};
use std::thread;

/// What a reading and its station share.
#[derive(Default)]
struct Wire {
    celsius: Option<i32>,
    waker: Option<Waker>,
}

/// The station: first it leaves its answer, then it wakes.
fn answer(wire: &Mutex<Wire>) {
    // Nobody panics while holding this lock.
    let mut wire = wire.lock().unwrap();
    wire.celsius = Some(-6);
    let waker = wire.waker.take();
    drop(wire);
    if let Some(waker) = waker {
        waker.wake();
    }
}

fn ask(name: &'static str, loops: bool, keeps_waker: bool) {
    let wire = Mutex::new(Wire::default());
    let reading = poll_fn(|context| {
        let mut wire = wire.lock().unwrap();
        if let Some(celsius) = wire.celsius {
            return Poll::Ready(celsius);
        }
        if keeps_waker {
            wire.waker = Some(context.waker().clone());
        }
        Poll::Pending
    });
    let mut reading = pin!(traced(name, reading));
    let (waker, count) = counting_waker();
    let mut context = Context::from_waker(&waker);
    let mut poll = || reading.as_mut().poll(&mut context);
    let mut polls = if loops { 1000 } else { 1 };
    for _ in 0..polls {
        assert!(poll().is_pending());
    }
    thread::scope(|scope| _ = scope.spawn(|| answer(&wire)));
    let (mut last, wakes) = (Poll::Pending, count.get());
    if loops || wakes > 0 {
        polls += 1;
        last = poll();
    }
    println!("{name:10}  polls {polls:4}, wakes {wakes}, {last:?}");
}

fn main() {
    ask("in a loop", true, false);
    ask("when woken", false, true);
    ask("no waker", false, false);
}
