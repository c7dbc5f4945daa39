//! Channels of many senders and one receiver: order, room, ends, and what a
//! future that is dropped leaves.

use poll_by_poll::counting_waker;
use poll_by_poll::runtime::mpsc::{self, SendError, TryRecvError, TrySendError};
use poll_by_poll::runtime::{Runtime, spawn};
use runtime_tests::Count;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// Polls a future once.
macro_rules! poll {
    ($future:expr, $waker:expr) => {
        $future.as_mut().poll(&mut Context::from_waker($waker))
    };
}

/// Polls a future that is kept nowhere once.
fn poll_now<F: Future>(future: F) -> Poll<F::Output> {
    poll!(pin!(future), Waker::noop())
}

#[test]
fn values_come_in_the_order_in_which_they_were_sent() {
    for room in [1, 2, 64, usize::MAX] {
        Runtime::new().block_on(async {
            let (sender, mut receiver) = mpsc::channel(room);
            let task = spawn(async move {
                for number in 0..500 {
                    sender.send(number).await.unwrap();
                }
            });
            for number in 0..500 {
                assert_eq!(receiver.recv().await, Some(number));
            }
            assert_eq!(receiver.recv().await, None);
            task.await.unwrap();
        });
    }
}

#[test]
#[should_panic(expected = "give the channel room for at least 1 value")]
fn a_channel_without_room_is_refused() {
    mpsc::channel::<u32>(0);
}

#[test]
fn a_full_channel_refuses_or_lets_wait() {
    let (sender, mut receiver) = mpsc::channel(2);
    assert_eq!((sender.capacity(), sender.max_capacity()), (2, 2));
    sender.try_send(1).unwrap();
    sender.try_send(2).unwrap();
    assert_eq!((sender.capacity(), sender.max_capacity()), (0, 2));
    assert_eq!(sender.try_send(3), Err(TrySendError::Full(3)));
    assert!(poll_now(sender.send(3)).is_pending());
    assert_eq!((receiver.len(), receiver.is_empty()), (2, false));
    assert_eq!(receiver.try_recv(), Ok(1));
    assert_eq!(sender.capacity(), 1);
    assert_eq!(poll_now(sender.send(4)), Poll::Ready(Ok(())));
    assert_eq!(receiver.try_recv(), Ok(2));
    assert_eq!(receiver.try_recv(), Ok(4));
    assert_eq!(receiver.try_recv(), Err(TryRecvError::Empty));
    assert!(receiver.is_empty());
}

#[test]
fn a_sender_that_waits_is_woken_by_room() {
    let (sender, mut receiver) = mpsc::channel(1);
    sender.try_send(1).unwrap();
    let (first, first_wakes) = counting_waker();
    let (last, last_wakes) = counting_waker();
    let mut send = pin!(sender.send(2));
    assert!(poll!(send, &first).is_pending());
    assert!(poll!(send, &last).is_pending());
    assert_eq!(receiver.try_recv(), Ok(1));
    assert_eq!((first_wakes.get(), last_wakes.get()), (0, 1));
    assert_eq!(receiver.try_recv(), Err(TryRecvError::Empty), "not sent");
    assert_eq!(poll!(send, &last), Poll::Ready(Ok(())));
    assert_eq!(receiver.try_recv(), Ok(2));
}

#[test]
fn a_value_wakes_the_receiver_that_waits_and_only_it() {
    let (sender, mut receiver) = mpsc::channel(4);
    let (waker, wakes) = counting_waker();
    sender.try_send(1).unwrap();
    {
        let mut recv = pin!(receiver.recv());
        assert_eq!(poll!(recv, &waker), Poll::Ready(Some(1)));
    }
    let mut recv = pin!(receiver.recv());
    assert!(poll!(recv, Waker::noop()).is_pending());
    assert!(poll!(recv, &waker).is_pending());
    sender.try_send(2).unwrap();
    sender.try_send(3).unwrap();
    assert_eq!(wakes.get(), 1);
    assert_eq!(poll!(recv, &waker), Poll::Ready(Some(2)));
}

#[test]
fn senders_that_wait_get_room_first_come_first_served() {
    let (sender, mut receiver) = mpsc::channel(1);
    sender.try_send(0).unwrap();
    let mut sends: Vec<_> = (1..=3)
        .map(|number| Box::pin(sender.send(number)))
        .collect();
    for send in &mut sends {
        assert!(poll!(send, Waker::noop()).is_pending());
    }
    for number in 0..3 {
        assert_eq!(receiver.try_recv(), Ok(number));
        assert_eq!(sender.capacity(), 0, "the room is of who waits");
        assert_eq!(sender.try_send(9), Err(TrySendError::Full(9)));
        assert!(poll_now(sender.send(9)).is_pending());
        // Who came last asks first.
        for send in sends.iter_mut().skip(1).rev() {
            assert!(poll!(send, Waker::noop()).is_pending());
        }
        let mut first = sends.remove(0);
        assert_eq!(poll!(first, Waker::noop()), Poll::Ready(Ok(())));
    }
    assert_eq!(receiver.try_recv(), Ok(3));
    assert_eq!(sender.capacity(), 1);
}

#[test]
fn a_sender_that_is_dropped_with_room_passes_it_on() {
    let (sender, mut receiver) = mpsc::channel(1);
    sender.try_send(1).unwrap();
    let (waker, wakes) = counting_waker();
    let mut given = Box::pin(sender.send(2));
    let mut left = Box::pin(sender.send(3));
    let mut next = Box::pin(sender.send(4));
    assert!(poll!(given, Waker::noop()).is_pending());
    assert!(poll!(left, Waker::noop()).is_pending());
    assert!(poll!(next, &waker).is_pending());
    assert_eq!(receiver.try_recv(), Ok(1));
    drop(left);
    assert_eq!(wakes.get(), 0);
    drop(given);
    assert_eq!(wakes.get(), 1);
    assert_eq!(poll!(next, &waker), Poll::Ready(Ok(())));
    assert_eq!(receiver.try_recv(), Ok(4));
    assert_eq!(receiver.try_recv(), Err(TryRecvError::Empty));
    assert_eq!(sender.capacity(), 1);
}

#[test]
fn room_that_nobody_waits_for_any_more_is_free() {
    let (sender, mut receiver) = mpsc::channel(1);
    sender.try_send(1).unwrap();
    let mut given = Box::pin(sender.send(2));
    assert!(poll!(given, Waker::noop()).is_pending());
    assert_eq!(receiver.try_recv(), Ok(1));
    assert_eq!(sender.capacity(), 0);
    drop(given);
    assert_eq!(sender.capacity(), 1);
    assert_eq!(sender.try_send(3), Ok(()));
}

#[test]
fn a_value_is_dropped_with_the_future_that_would_send_it() {
    let drops = Count::default();
    let (sender, receiver) = mpsc::channel(1);
    sender.try_send(drops.on_drop()).unwrap();
    assert!(poll_now(sender.send(drops.on_drop())).is_pending());
    assert_eq!((drops.get(), receiver.len()), (1, 1));
}

#[test]
fn a_recv_that_is_dropped_loses_nothing() {
    let (sender, mut receiver) = mpsc::channel(2);
    assert!(poll_now(receiver.recv()).is_pending());
    sender.try_send(1).unwrap();
    drop(receiver.recv());
    {
        let (waker, wakes) = counting_waker();
        let mut recv = pin!(receiver.recv());
        assert_eq!(poll!(recv, &waker), Poll::Ready(Some(1)));
        assert_eq!(wakes.get(), 0);
    }
    {
        let (waker, wakes) = counting_waker();
        let mut recv = pin!(receiver.recv());
        assert!(poll!(recv, &waker).is_pending());
        sender.try_send(2).unwrap();
        assert_eq!(wakes.get(), 1, "woken, and dropped before its poll");
    }
    assert_eq!(poll_now(receiver.recv()), Poll::Ready(Some(2)));
}

#[test]
fn values_outlive_the_last_sender() {
    let (sender, mut receiver) = mpsc::channel(2);
    sender.try_send(1).unwrap();
    sender.clone().try_send(2).unwrap();
    drop(sender);
    assert_eq!(poll_now(receiver.recv()), Poll::Ready(Some(1)));
    assert_eq!(receiver.try_recv(), Ok(2));
    assert_eq!(receiver.try_recv(), Err(TryRecvError::Disconnected));
    assert_eq!(poll_now(receiver.recv()), Poll::Ready(None));
    assert_eq!(poll_now(receiver.recv()), Poll::Ready(None));
}

#[test]
fn the_last_sender_wakes_the_receiver_when_it_goes() {
    let (sender, mut receiver) = mpsc::channel::<u32>(1);
    let other = sender.clone();
    let (waker, wakes) = counting_waker();
    let mut recv = pin!(receiver.recv());
    assert!(poll!(recv, &waker).is_pending());
    drop(sender);
    assert_eq!(wakes.get(), 0);
    drop(other);
    assert_eq!(wakes.get(), 1);
    assert_eq!(poll!(recv, &waker), Poll::Ready(None));
}

#[test]
fn a_close_gives_back_what_waits_and_leaves_what_is_there() {
    let (sender, mut receiver) = mpsc::channel(1);
    sender.try_send(1).unwrap();
    let (waker, wakes) = counting_waker();
    let mut send = pin!(sender.send(2));
    assert!(poll!(send, &waker).is_pending());
    receiver.close();
    assert_eq!(wakes.get(), 1);
    assert_eq!(poll!(send, &waker), Poll::Ready(Err(SendError(2))));
    assert!(sender.is_closed());
    assert_eq!(sender.try_send(3), Err(TrySendError::Closed(3)));
    assert_eq!(poll_now(sender.send(4)), Poll::Ready(Err(SendError(4))));
    assert_eq!(poll_now(receiver.recv()), Poll::Ready(Some(1)));
    assert_eq!(poll_now(receiver.recv()), Poll::Ready(None));
    assert_eq!(receiver.try_recv(), Err(TryRecvError::Disconnected));
}

#[test]
fn a_dropped_receiver_drops_each_value_once_and_fails_who_waits() {
    let drops = Count::default();
    let (sender, mut receiver) = mpsc::channel(2);
    for _ in 0..2 {
        sender.try_send(drops.on_drop()).unwrap();
    }
    let mut given = Box::pin(sender.send(drops.on_drop()));
    let mut waiting = Box::pin(sender.send(drops.on_drop()));
    assert!(poll!(given, Waker::noop()).is_pending());
    assert!(poll!(waiting, Waker::noop()).is_pending());
    drop(receiver.try_recv().unwrap());
    assert_eq!(drops.get(), 1);
    drop(receiver);
    assert_eq!(drops.get(), 2);
    for send in [given, waiting] {
        let Poll::Ready(Err(SendError(value))) = poll_now(send) else {
            panic!("nobody can receive it");
        };
        let before = drops.get();
        drop(value);
        assert_eq!(drops.get(), before + 1);
    }
    assert_eq!(drops.get(), 4);
    assert!(sender.is_closed());
}
