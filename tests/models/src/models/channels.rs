//! The models of channels: no value and no end is lost, in any interleaving.

use crate::mpsc;
use crate::oneshot::{self, RecvError};
use crate::parker::Parker;
use loom::sync::atomic::{AtomicUsize, Ordering};
use loom::thread;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

/// Whether a waker was woken.
struct Flag(AtomicUsize);

impl Wake for Flag {
    fn wake(self: Arc<Flag>) {
        self.0.store(1, Ordering::Relaxed);
    }
}

impl Flag {
    fn new() -> Arc<Flag> {
        Arc::new(Flag(AtomicUsize::new(0)))
    }

    fn is_woken(&self) -> bool {
        self.0.load(Ordering::Relaxed) == 1
    }
}

/// Ends the park of who polls a future.
struct Unpark(Parker);

impl Wake for Unpark {
    fn wake(self: Arc<Unpark>) {
        assert!(!self.0.unpark(), "there is no reactor to sleep in");
    }
}

/// Polls a future until it is ready, and sleeps when it is not: loom fails if
/// everybody sleeps.
fn block_on<F: Future>(future: F) -> F::Output {
    let unpark = Arc::new(Unpark(Parker::default()));
    let waker = Waker::from(unpark.clone());
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return output;
        }
        unpark.0.park(None);
    }
}

/// Polls a future once.
fn poll_once<F: Future>(future: F) -> Poll<F::Output> {
    pin!(future).poll(&mut Context::from_waker(Waker::noop()))
}

/// Checks the interleavings in which threads are stopped in the midst of their
/// work three times at most; all of them would take minutes.
fn check_most(model: impl Fn() + Sync + Send + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(3);
    builder.check(model);
}

/// Polls a receiver once while another thread ends its sender. What it sees in
/// the end.
fn receive_while(end: fn(oneshot::Sender<u32>)) -> Result<u32, RecvError> {
    let (sender, receiver) = oneshot::channel();
    let flag = Flag::new();
    let waker = Waker::from(flag.clone());
    let mut context = Context::from_waker(&waker);
    let mut receiver = pin!(receiver);
    let other = thread::spawn(move || end(sender));
    let first = receiver.as_mut().poll(&mut context);
    other.join().unwrap();
    if let Poll::Ready(received) = first {
        return received;
    }
    assert!(flag.is_woken(), "it waits, and nobody woke it");
    match receiver.poll(&mut context) {
        Poll::Ready(received) => received,
        Poll::Pending => panic!("it was woken for nothing"),
    }
}

#[test]
fn a_value_that_is_sent_is_seen_or_wakes() {
    loom::model(|| {
        assert_eq!(receive_while(|sender| sender.send(1).unwrap()), Ok(1));
    });
}

#[test]
fn a_sender_that_is_dropped_is_seen_or_wakes() {
    loom::model(|| assert_eq!(receive_while(drop), Err(RecvError)));
}

#[test]
fn a_receiver_that_goes_is_seen_or_wakes() {
    loom::model(|| {
        let (mut sender, receiver) = oneshot::channel::<u32>();
        let other = thread::spawn(move || drop(receiver));
        block_on(sender.closed());
        assert_eq!(sender.send(1), Err(1));
        other.join().unwrap();
    });
}

#[test]
fn a_value_is_sent_before_the_close_or_comes_back() {
    loom::model(|| {
        let (sender, mut receiver) = oneshot::channel();
        let other = thread::spawn(move || {
            receiver.close();
            receiver.try_recv()
        });
        let sent = sender.send(1);
        let received = other.join().unwrap();
        assert_eq!(sent.is_ok(), received.is_ok());
    });
}

#[test]
fn a_sender_that_waits_for_room_loses_nothing() {
    check_most(|| {
        let (sender, mut receiver) = mpsc::channel(1);
        let other = thread::spawn(move || {
            block_on(async {
                for number in 0..3 {
                    sender.send(number).await.unwrap();
                }
            });
        });
        block_on(async {
            for number in 0..3 {
                assert_eq!(receiver.recv().await, Some(number));
            }
            assert_eq!(receiver.recv().await, None);
        });
        other.join().unwrap();
    });
}

#[test]
fn room_given_to_a_sender_that_goes_is_passed_on() {
    check_most(|| {
        let (sender, mut receiver) = mpsc::channel(1);
        sender.try_send(0).unwrap();
        let other = sender.clone();
        let goes = thread::spawn(move || poll_once(other.send(1)).is_ready());
        let receives = thread::spawn(move || {
            block_on(async {
                let mut received = Vec::new();
                while let Some(number) = receiver.recv().await {
                    received.push(number);
                }
                received
            })
        });
        block_on(sender.send(2)).unwrap();
        drop(sender);
        goes.join().unwrap();
        let received = receives.join().unwrap();
        assert_eq!(received.first(), Some(&0));
        assert!(received.contains(&2));
    });
}

#[test]
fn a_receiver_that_goes_fails_who_waits_for_room() {
    loom::model(|| {
        let (sender, receiver) = mpsc::channel(1);
        sender.try_send(0).unwrap();
        let other = thread::spawn(move || drop(receiver));
        assert_eq!(block_on(sender.send(1)), Err(mpsc::SendError(1)));
        other.join().unwrap();
    });
}
