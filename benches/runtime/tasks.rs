//! Tasks that do nothing but be tasks.

use crate::contender::Contender;
use crate::countdown::Countdown;
use futures::channel::oneshot;
use std::future::poll_fn;
use std::hint::black_box;
use std::task::Poll;

/// How many tasks are spawned, joined or not.
pub(crate) const SPAWNED: usize = 10_000;
/// How many tasks yield.
pub(crate) const YIELDING: usize = 200;
/// How often each of them does.
pub(crate) const YIELDS: usize = 500;
/// How often two tasks hand over to each other and back.
pub(crate) const ROUND_TRIPS: usize = 2_000;
/// How many tasks are spawned, each by the one before.
pub(crate) const LINKS: usize = 5_000;

/// Tasks that are ready at once.
pub(crate) async fn spawn<C: Contender>() {
    let countdown = Countdown::from(SPAWNED);
    for _ in 0..SPAWNED {
        let countdown = countdown.clone();
        C::detach(async move { countdown.count() });
    }
    countdown.zero().await;
}

/// The same with an output, which is waited for.
pub(crate) async fn spawn_and_join<C: Contender>() {
    let tasks: Vec<_> = (0..SPAWNED)
        .map(|number| C::spawn(async move { black_box(number) }))
        .collect();
    let mut sum = 0;
    for task in tasks {
        sum += task.await;
    }
    assert_eq!(sum, (0..SPAWNED).sum(), "an output is missing");
}

/// Tasks that wake themselves and answer pending, again and again.
pub(crate) async fn yield_in_turn<C: Contender>() {
    let countdown = Countdown::from(YIELDING);
    for _ in 0..YIELDING {
        let countdown = countdown.clone();
        C::detach(async move {
            for _ in 0..YIELDS {
                yield_once().await;
            }
            countdown.count();
        });
    }
    countdown.zero().await;
}

/// The same for all runtimes: none of their own ways to yield.
async fn yield_once() {
    let mut has_yielded = false;
    poll_fn(|context| {
        if has_yielded {
            return Poll::Ready(());
        }
        has_yielded = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// What two tasks hand over: where the other waits for it.
struct Ball(oneshot::Sender<Ball>);

/// Two tasks, one of which always waits for the other.
pub(crate) async fn ping_pong<C: Contender>() {
    let (first, caught) = oneshot::channel();
    let pong = C::spawn(async move {
        let mut ball = caught.await;
        // The last ball goes to somebody who is gone, or does not come.
        while let Ok(Ball(back)) = ball {
            let (sender, receiver) = oneshot::channel();
            if back.send(Ball(sender)).is_err() {
                break;
            }
            ball = receiver.await;
        }
    });
    let ping = C::spawn(async move {
        let mut to = first;
        for _ in 0..ROUND_TRIPS {
            let (sender, receiver) = oneshot::channel();
            assert!(to.send(Ball(sender)).is_ok(), "the other is there");
            let Ball(back) = receiver.await.expect("the other is there");
            to = back;
        }
    });
    ping.await;
    pong.await;
}

/// Tasks, each of which spawns the next.
pub(crate) async fn chain<C: Contender>() {
    let (sender, receiver) = oneshot::channel();
    link::<C>(LINKS, sender);
    receiver.await.expect("the last one tells");
}

fn link<C: Contender>(left: usize, end: oneshot::Sender<()>) {
    C::detach(async move {
        match left {
            1 => end.send(()).expect("somebody waits for the last one"),
            _ => link::<C>(left - 1, end),
        }
    });
}
