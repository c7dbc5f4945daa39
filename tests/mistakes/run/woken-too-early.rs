use poll_by_poll::run;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::thread;

type Kept = Mutex<Option<Waker>>;

struct Signal {
    is_on: Arc<AtomicBool>,
    waker: Arc<Kept>,
    polled: Sender<()>,
}

impl Future for Signal {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context) -> Poll<()> {
        *self.waker.lock().unwrap() = Some(context.waker().clone());
        let is_on = self.is_on.load(Ordering::Acquire);
        println!("polled: the signal is on: {is_on}");
        let _main_is_over = self.polled.send(());
        match is_on {
            true => Poll::Ready(()),
            false => Poll::Pending,
        }
    }
}

fn give(is_on: &AtomicBool, waker: &Kept, polls: &Receiver<()>) {
    polls.recv().unwrap();
    let kept = waker.lock().unwrap().take();
    if let Some(waker) = kept {
        waker.wake();
    }
    // So long that the other thread polls meanwhile.
    polls.recv().unwrap();
    is_on.store(true, Ordering::Release);
}

fn main() {
    let (polled, polls) = channel();
    let (is_on, waker) = (Arc::default(), Arc::default());
    let (theirs, kept) = (Arc::clone(&is_on), Arc::clone(&waker));
    thread::spawn(move || give(&theirs, &kept, &polls));
    run(Signal { is_on, waker, polled });
    println!("ready");
}
