//! Channels for one value: sent, awaited, closed and dropped.

use poll_by_poll::counting_waker;
use poll_by_poll::runtime::oneshot::{self, RecvError, TryRecvError};
use poll_by_poll::runtime::{Runtime, spawn};
use runtime_tests::{Count, OnDrop};
use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread;

#[test]
fn a_value_that_was_sent_is_received() {
    let (sender, receiver) = oneshot::channel();
    sender.send(1).unwrap();
    assert_eq!(Runtime::new().block_on(receiver), Ok(1));
}

#[test]
fn sending_wakes_the_receiver_once() {
    let (sender, mut receiver) = oneshot::channel();
    let (waker, wakes) = counting_waker();
    assert!(poll(&mut receiver, &waker).is_pending());
    assert_eq!(wakes.get(), 0);
    sender.send(1).unwrap();
    assert_eq!(wakes.get(), 1);
    assert_eq!(poll(&mut receiver, &waker), Poll::Ready(Ok(1)));
}

#[test]
fn a_dropped_sender_wakes_the_receiver() {
    let (sender, mut receiver) = oneshot::channel::<u32>();
    let (waker, wakes) = counting_waker();
    assert!(poll(&mut receiver, &waker).is_pending());
    drop(sender);
    assert_eq!(wakes.get(), 1);
    assert_eq!(poll(&mut receiver, &waker), Poll::Ready(Err(RecvError)));
}

#[test]
fn the_waker_of_the_last_poll_is_woken() {
    let (sender, mut receiver) = oneshot::channel();
    let (first, first_wakes) = counting_waker();
    let (last, last_wakes) = counting_waker();
    assert!(poll(&mut receiver, &first).is_pending());
    assert!(poll(&mut receiver, &last).is_pending());
    sender.send(1).unwrap();
    assert_eq!((first_wakes.get(), last_wakes.get()), (0, 1));
}

#[test]
fn a_value_for_a_dropped_receiver_comes_back() {
    let (sender, receiver) = oneshot::channel();
    assert!(!sender.is_closed());
    drop(receiver);
    assert!(sender.is_closed());
    assert_eq!(sender.send(1), Err(1));
}

#[test]
fn a_value_that_was_sent_before_the_close_is_received() {
    for awaits in [true, false] {
        let (sender, mut receiver) = oneshot::channel();
        sender.send(1).unwrap();
        receiver.close();
        if awaits {
            assert_eq!(poll(&mut receiver, Waker::noop()), Poll::Ready(Ok(1)));
        } else {
            assert_eq!(receiver.try_recv(), Ok(1));
            assert_eq!(receiver.try_recv(), Err(TryRecvError::Closed));
        }
    }
}

#[test]
fn a_closed_receiver_is_ready_with_an_error() {
    let (sender, mut receiver) = oneshot::channel();
    receiver.close();
    assert_eq!(receiver.try_recv(), Err(TryRecvError::Closed));
    let received = poll(&mut receiver, Waker::noop());
    assert_eq!(received, Poll::Ready(Err(RecvError)));
    assert_eq!(sender.send(1), Err(1));
}

#[test]
fn trying_tells_not_yet_from_never() {
    let (sender, mut receiver) = oneshot::channel();
    assert_eq!(receiver.try_recv(), Err(TryRecvError::Empty));
    sender.send(1).unwrap();
    assert_eq!(receiver.try_recv(), Ok(1));
    assert_eq!(receiver.try_recv(), Err(TryRecvError::Closed));

    let (sender, mut receiver) = oneshot::channel::<u32>();
    drop(sender);
    assert_eq!(receiver.try_recv(), Err(TryRecvError::Closed));
}

#[test]
#[should_panic(expected = "polled after it was ready")]
fn a_receiver_that_was_ready_is_not_polled_again() {
    let (sender, mut receiver) = oneshot::channel();
    sender.send(1).unwrap();
    assert!(poll(&mut receiver, Waker::noop()).is_ready());
    let _ = poll(&mut receiver, Waker::noop());
}

#[test]
fn a_sender_sees_that_the_receiver_goes() {
    for closes in [true, false] {
        let (mut sender, mut receiver) = oneshot::channel::<u32>();
        let (waker, wakes) = counting_waker();
        let mut context = Context::from_waker(&waker);
        let mut closed = pin!(sender.closed());
        assert!(closed.as_mut().poll(&mut context).is_pending());
        if closes {
            receiver.close();
            assert_eq!(wakes.get(), 1);
        }
        drop(receiver);
        assert_eq!(wakes.get(), 1);
        assert!(closed.as_mut().poll(&mut context).is_ready());
    }
}

#[test]
fn a_wait_for_the_close_that_is_dropped_leaves_the_channel_as_it_was() {
    Runtime::new().block_on(async {
        let (mut sender, receiver) = oneshot::channel();
        let task = spawn(async move {
            {
                let mut closed = pin!(sender.closed());
                let mut context = Context::from_waker(Waker::noop());
                assert!(closed.as_mut().poll(&mut context).is_pending());
            }
            sender.send(1).unwrap();
        });
        assert_eq!(receiver.await, Ok(1));
        task.await.unwrap();
    });
}

#[test]
fn a_value_nobody_receives_is_dropped_with_the_receiver() {
    let drops = Count::default();
    let (sender, receiver) = oneshot::channel();
    sender.send(drops.on_drop()).unwrap();
    assert_eq!(drops.get(), 0);
    drop(receiver);
    assert_eq!(drops.get(), 1);
}

#[test]
fn a_receiver_that_is_dropped_drops_its_waker() {
    let (sender, mut receiver) = oneshot::channel::<u32>();
    let (held, waker) = waker_that_holds();
    assert!(poll(&mut receiver, &waker).is_pending());
    drop(waker);
    assert_eq!(held.get(), 0);
    drop(receiver);
    assert_eq!(held.get(), 1);
    drop(sender);
}

#[test]
fn another_thread_wakes_the_receiver() {
    Runtime::new().block_on(async {
        for number in 0..100 {
            let (sender, receiver) = oneshot::channel();
            let other = thread::spawn(move || sender.send(number));
            assert_eq!(receiver.await, Ok(number));
            other.join().unwrap().unwrap();
        }
    });
}

#[test]
fn receivers_that_are_ready_let_others_run() {
    let others = Count::default();
    Runtime::new().block_on(async {
        let other = others.clone();
        let busy = spawn(async move {
            drop(spawn(async move { other.add() }));
            for _ in 0..1000 {
                let (sender, receiver) = oneshot::channel();
                sender.send(()).unwrap();
                receiver.await.unwrap();
            }
            others.get()
        });
        assert_eq!(busy.await.unwrap(), 1, "1000 values in one poll");
    });
}

/// Polls a receiver once.
fn poll<T>(receiver: &mut oneshot::Receiver<T>, waker: &Waker) -> Poll<Result<T, RecvError>> {
    Pin::new(receiver).poll(&mut Context::from_waker(waker))
}

/// A waker, and a count of the times that its last clone was dropped.
fn waker_that_holds() -> (Count, Waker) {
    struct Holds(#[expect(dead_code, reason = "it is there to be dropped")] OnDrop);
    impl Wake for Holds {
        fn wake(self: Arc<Holds>) {}
    }
    let drops = Count::default();
    let waker = Waker::from(Arc::new(Holds(drops.on_drop())));
    (drops, waker)
}
