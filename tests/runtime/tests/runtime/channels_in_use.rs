//! Channels under tasks and threads, and values and wakers that use the channel
//! they are in.

use poll_by_poll::runtime::mpsc::{self, TrySendError};
use poll_by_poll::runtime::{Builder, Runtime, oneshot, spawn};
use runtime_tests::Count;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Wake, Waker};
use std::thread;

#[test]
fn many_tasks_and_one_receiver_lose_nothing() {
    let workers = Builder::new_multi_thread().worker_threads(3);
    for builder in [Builder::new_current_thread(), workers] {
        builder.build().block_on(async {
            let (sender, receiver) = mpsc::channel(3);
            for task in 0..10 {
                let sender = sender.clone();
                drop(spawn(async move {
                    for number in 0..100 {
                        sender.send((task, number)).await.unwrap();
                    }
                }));
            }
            drop(sender);
            spawn(receive_in_order(receiver)).await.unwrap();
        });
    }
}

/// Receives 100 numbers of each of 10 tasks.
async fn receive_in_order(mut receiver: mpsc::Receiver<(usize, usize)>) {
    let mut next = [0; 10];
    while let Some((task, number)) = receiver.recv().await {
        assert_eq!(number, next[task], "in the order of its sender");
        next[task] += 1;
    }
    assert_eq!(next, [100; 10]);
}

#[test]
fn runtimes_on_many_threads_send_to_one() {
    let (sender, mut receiver) = mpsc::channel(2);
    let senders: Vec<_> = (0..3)
        .map(|first| {
            let sender = sender.clone();
            thread::spawn(move || {
                Runtime::new().block_on(async {
                    for number in 0..500 {
                        sender.send(first * 500 + number).await.unwrap();
                    }
                });
            })
        })
        .collect();
    drop(sender);
    let mut received = Runtime::new().block_on(async {
        let mut received = Vec::new();
        while let Some(number) = receiver.recv().await {
            received.push(number);
        }
        received
    });
    for sender in senders {
        sender.join().unwrap();
    }
    received.sort_unstable();
    assert!(received.into_iter().eq(0..1500));
}

#[test]
fn a_receiver_on_another_thread_gives_room() {
    let (sender, mut receiver) = mpsc::channel(1);
    let other = thread::spawn(move || {
        let mut sum = 0;
        Runtime::new().block_on(async {
            while let Some(number) = receiver.recv().await {
                sum += number;
            }
        });
        sum
    });
    Runtime::new().block_on(async {
        for number in 0..1000 {
            sender.send(number).await.unwrap();
        }
    });
    drop(sender);
    assert_eq!(other.join().unwrap(), 499_500);
}

#[test]
fn a_channel_that_is_never_empty_lets_others_run() {
    let others = Count::default();
    Runtime::new().block_on(async {
        let (sender, mut receiver) = mpsc::channel(1000);
        for _ in 0..1000 {
            sender.try_send(()).unwrap();
        }
        let other = others.clone();
        let busy = spawn(async move {
            drop(spawn(async move { other.add() }));
            for _ in 0..1000 {
                receiver.recv().await.unwrap();
            }
            others.get()
        });
        assert_eq!(busy.await.unwrap(), 1, "1000 values in one poll");
    });
}

#[test]
fn a_channel_that_is_never_full_lets_others_run() {
    let others = Count::default();
    Runtime::new().block_on(async {
        let (sender, _receiver) = mpsc::channel(1000);
        let other = others.clone();
        let busy = spawn(async move {
            drop(spawn(async move { other.add() }));
            for _ in 0..1000 {
                sender.send(()).await.unwrap();
            }
            others.get()
        });
        assert_eq!(busy.await.unwrap(), 1, "1000 values in one poll");
    });
}

/// Looks at its channel when it is dropped.
struct Looks(mpsc::Sender<Option<Looks>>, Count);

impl Drop for Looks {
    fn drop(&mut self) {
        self.0.capacity();
        self.1.add();
    }
}

#[test]
fn a_value_may_use_its_channel_when_it_is_dropped() {
    let drops = Count::default();
    let (sender, mut receiver) = mpsc::channel(3);
    for _ in 0..2 {
        let value = Looks(sender.clone(), drops.clone());
        assert!(sender.try_send(Some(value)).is_ok());
    }
    drop(receiver.try_recv().unwrap());
    assert_eq!(drops.get(), 1);
    drop(receiver);
    assert_eq!(drops.get(), 2);
    let value = Looks(sender.clone(), drops.clone());
    assert!(matches!(
        sender.try_send(Some(value)),
        Err(TrySendError::Closed(Some(_)))
    ));
    assert_eq!(drops.get(), 3);
}

/// Uses a channel when it wakes, and when it is dropped.
struct Reaches(Mutex<Box<dyn FnMut() + Send>>, Count);

impl Reaches {
    fn waker(reach: impl FnMut() + Send + 'static, count: &Count) -> Waker {
        Waker::from(Arc::new(Reaches(
            Mutex::new(Box::new(reach)),
            count.clone(),
        )))
    }

    fn reach(&self) {
        self.0.lock().unwrap()();
        self.1.add();
    }
}

impl Wake for Reaches {
    fn wake(self: Arc<Reaches>) {
        self.reach();
    }
}

impl Drop for Reaches {
    fn drop(&mut self) {
        self.reach();
    }
}

#[test]
fn a_waker_may_use_its_channel() {
    let count = Count::default();
    let (sender, mut receiver) = mpsc::channel(1);
    let looks = || {
        let sender = sender.clone();
        move || {
            sender.capacity();
        }
    };
    // A receiver's: replaced, woken, and dropped with it.
    for _ in 0..2 {
        let waker = Reaches::waker(looks(), &count);
        let mut context = Context::from_waker(&waker);
        assert!(receiver.poll_recv(&mut context).is_pending());
    }
    assert_eq!(count.get(), 1);
    sender.try_send(1).unwrap();
    assert_eq!(count.get(), 3);
    // A sender's: replaced, woken, and dropped while it waits.
    let mut send = Box::pin(sender.send(2));
    for _ in 0..2 {
        let waker = Reaches::waker(looks(), &count);
        assert!(
            send.as_mut()
                .poll(&mut Context::from_waker(&waker))
                .is_pending()
        );
    }
    assert_eq!(count.get(), 4);
    receiver.try_recv().unwrap();
    assert_eq!(count.get(), 6);
    drop(send);
    sender.try_send(3).unwrap();
    for closes in [false, true] {
        let before = count.get();
        let waker = Reaches::waker(looks(), &count);
        let mut context = Context::from_waker(&waker);
        let mut send = Box::pin(sender.send(4));
        assert!(send.as_mut().poll(&mut context).is_pending());
        drop(waker);
        if closes {
            receiver.close();
            assert_eq!(count.get(), before + 2);
        }
        drop(send);
        assert_eq!(count.get(), before + 1 + usize::from(closes));
    }
}

#[test]
fn the_last_sender_wakes_who_uses_the_channel() {
    let (sender, receiver) = mpsc::channel::<u32>(1);
    let receiver = Arc::new(Mutex::new(receiver));
    let count = Count::default();
    let reached = receiver.clone();
    let looks = move || assert!(reached.lock().unwrap().is_empty());
    let waker = Reaches::waker(looks, &count);
    let mut context = Context::from_waker(&waker);
    let polled = receiver.lock().unwrap().poll_recv(&mut context);
    assert!(polled.is_pending());
    drop(waker);
    drop(sender);
    assert_eq!(count.get(), 2);
}

#[test]
fn a_waker_may_use_its_channel_of_one_value_when_it_is_dropped() {
    let count = Count::default();
    let (sender, mut receiver) = oneshot::channel::<u32>();
    let sender = Arc::new(sender);
    for _ in 0..2 {
        let sender = sender.clone();
        let looks = move || {
            sender.is_closed();
        };
        let waker = Reaches::waker(looks, &count);
        let mut context = Context::from_waker(&waker);
        assert!(Pin::new(&mut receiver).poll(&mut context).is_pending());
    }
    assert_eq!(count.get(), 1);
    drop(receiver);
    assert_eq!(count.get(), 2);
}

#[test]
fn a_waker_may_use_its_channel_of_one_value_when_it_wakes() {
    let (sender, receiver) = oneshot::channel();
    let receiver = Arc::new(Mutex::new(receiver));
    let received = Arc::new(Mutex::new(Vec::new()));
    let reach = {
        let (receiver, received) = (receiver.clone(), received.clone());
        move || {
            let value = receiver.lock().unwrap().try_recv();
            received.lock().unwrap().push(value);
        }
    };
    let waker = Reaches::waker(reach, &Count::default());
    let mut context = Context::from_waker(&waker);
    let polled = Pin::new(&mut *receiver.lock().unwrap()).poll(&mut context);
    assert!(polled.is_pending());
    drop(waker);
    sender.send(1).unwrap();
    // When it was woken, and when it was dropped.
    let nothing = Err(oneshot::TryRecvError::Closed);
    assert_eq!(*received.lock().unwrap(), [Ok(1), nothing]);
}
