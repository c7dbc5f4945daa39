use poll_by_poll::{Traced, run, traced};
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

// ANCHOR: sleep
/// Is ready so long after its first poll.
struct Sleep {
    duration: Duration,
    shared: Option<Arc<Mutex<Shared>>>,
}

/// What the future and its thread share.
struct Shared {
    is_over: bool,
    waker: Option<Waker>,
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context) -> Poll<()> {
        let sleep = self.get_mut();
        let Some(shared) = &sleep.shared else {
            let waker = context.waker().clone();
            sleep.shared = Some(start(sleep.duration, waker));
            return Poll::Pending;
        };
        let mut shared = shared.lock().unwrap();
        if shared.is_over {
            return Poll::Ready(());
        }
        match &mut shared.waker {
            Some(waker) => waker.clone_from(context.waker()),
            none => *none = Some(context.waker().clone()),
        }
        Poll::Pending
    }
}

fn start(duration: Duration, waker: Waker) -> Arc<Mutex<Shared>> {
    let shared = Arc::new(Mutex::new(Shared {
        is_over: false,
        waker: Some(waker),
    }));
    let theirs = shared.clone();
    thread::spawn(move || {
        thread::sleep(duration);
        let mut shared = theirs.lock().unwrap();
        shared.is_over = true;
        let waker = shared.waker.take();
        drop(shared);
        if let Some(waker) = waker {
            waker.wake();
        }
    });
    shared
}
// ANCHOR_END: sleep

// ANCHOR: yield
/// Is pending once, and asks to be polled again.
struct YieldNow {
    was_polled: bool,
}

impl Future for YieldNow {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context) -> Poll<()> {
        let turn = self.get_mut();
        if turn.was_polled {
            return Poll::Ready(());
        }
        turn.was_polled = true;
        context.waker().wake_by_ref();
        Poll::Pending
    }
}
// ANCHOR_END: yield

// ANCHOR: join
/// Is ready when both are.
struct Join<A, B> {
    first: Part<A>,
    second: Part<B>,
}

/// None once it was ready.
type Part<F> = Option<Pin<Box<F>>>;

impl<A, B> Future for Join<A, B>
where
    A: Future<Output = ()>,
    B: Future<Output = ()>,
{
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context) -> Poll<()> {
        let join = self.get_mut();
        let first = is_ready(&mut join.first, context);
        let second = is_ready(&mut join.second, context);
        match first && second {
            true => Poll::Ready(()),
            false => Poll::Pending,
        }
    }
}

/// Polls a part, unless it was ready before.
fn is_ready<F>(part: &mut Part<F>, context: &mut Context) -> bool
where
    F: Future<Output = ()>,
{
    if let Some(future) = part
        && future.as_mut().poll(context).is_ready()
    {
        *part = None;
    }
    part.is_none()
}
// ANCHOR_END: join

// ANCHOR: race
/// Is ready when one is.
struct Race<A, B> {
    first: Pin<Box<A>>,
    second: Pin<Box<B>>,
}

impl<A, B> Future for Race<A, B>
where
    A: Future<Output = ()>,
    B: Future<Output = ()>,
{
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context) -> Poll<()> {
        let race = self.get_mut();
        if race.first.as_mut().poll(context).is_ready() {
            return Poll::Ready(());
        }
        race.second.as_mut().poll(context)
    }
}
// ANCHOR_END: race

// ANCHOR: main
fn main() {
    told("sleep", sleep("valley", 300));
    told("yield", YieldNow { was_polled: false });
    told(
        "join",
        Join {
            first: Some(Box::pin(sleep("valley", 300))),
            second: Some(Box::pin(sleep("summit", 900))),
        },
    );
    told(
        "race",
        Race {
            first: Box::pin(sleep("valley", 300)),
            second: Box::pin(sleep("summit", 900)),
        },
    );
}

fn sleep(station: &'static str, milliseconds: u64) -> Traced<Sleep> {
    let sleep = Sleep {
        duration: Duration::from_millis(milliseconds),
        shared: None,
    };
    traced(station, sleep)
}

fn told(name: &str, future: impl Future<Output = ()>) {
    let ran = run(traced("keeper", future));
    println!("{name}: polled {}, woken {}", ran.polls, ran.wakes);
}
// ANCHOR_END: main
