//! What any gate has to do.

use exercises::gate::{Pass, gate};
use poll_by_poll::{WakeCount, counting_waker, run};
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::thread;

// ANCHOR: tests
/// Polls once, with a new waker: the answer, and the waker's count.
fn poll(pass: &mut Pass) -> (Poll<()>, WakeCount) {
    let (waker, count) = counting_waker();
    let mut context = Context::from_waker(&waker);
    (Pin::new(pass).poll(&mut context), count)
}

#[test]
fn who_polled_is_woken_once() {
    let (opener, mut pass) = gate();
    let (answer, count) = poll(&mut pass);
    assert_eq!((answer, count.get()), (Poll::Pending, 0));
    opener.open();
    assert_eq!(count.get(), 1);
    assert_eq!(poll(&mut pass).0, Poll::Ready(()));
}

#[test]
fn an_open_gate_is_ready_at_the_first_poll() {
    let (opener, mut pass) = gate();
    opener.open();
    let (answer, count) = poll(&mut pass);
    assert_eq!((answer, count.get()), (Poll::Ready(()), 0));
}

#[test]
fn the_latest_waker_is_woken_and_no_other() {
    let (opener, mut pass) = gate();
    let (_, first) = poll(&mut pass);
    let (_, latest) = poll(&mut pass);
    opener.open();
    assert_eq!((first.get(), latest.get()), (0, 1));
}

#[test]
fn who_gave_up_is_not_woken() {
    let (opener, mut pass) = gate();
    let (_, count) = poll(&mut pass);
    drop(pass);
    opener.open();
    assert_eq!(count.get(), 0);
}

// ANCHOR_END: tests

#[test]
fn whoever_is_woken_may_poll_on_the_spot() {
    let (opener, pass) = gate();
    let polls = Arc::new(PollsAtOnce(Mutex::new((pass, None))));
    assert_eq!(polls.poll(), Poll::Pending);
    opener.open();
    let (_, answer) = *polls.0.lock().unwrap();
    assert_eq!(answer, Some(Poll::Ready(())));
}

/// A task that is polled by the one who wakes it, inside `wake`.
struct PollsAtOnce(Mutex<(Pass, Option<Poll<()>>)>);

impl PollsAtOnce {
    fn poll(self: &Arc<Self>) -> Poll<()> {
        let waker = Waker::from(self.clone());
        let mut context = Context::from_waker(&waker);
        let (pass, answer) = &mut *self.0.lock().unwrap();
        *answer.insert(Pin::new(pass).poll(&mut context))
    }
}

impl Wake for PollsAtOnce {
    fn wake(self: Arc<Self>) {
        let _answer = self.poll();
    }
}

/// How often two threads race. A gate that lets go of its lock between its look and
/// the storing of the waker was found after 2 to 1,212 rounds.
const ROUNDS: usize = 5_000;

#[test]
fn whoever_was_pending_last_is_woken() {
    for _ in 0..ROUNDS {
        let (opener, mut pass) = gate();
        let is_over = Arc::new(AtomicBool::new(false));
        let over = is_over.clone();
        let thread = thread::spawn(move || {
            opener.open();
            over.store(true, Ordering::Release);
        });
        // Polls until the gate is open. The last poll that is pending begins
        // before that, and may end in the middle of it or after it.
        let (answer, count) = loop {
            let (answer, count) = poll(&mut pass);
            if answer.is_ready() || is_over.load(Ordering::Acquire) {
                break (answer, count);
            }
        };
        thread.join().unwrap();
        assert!(answer.is_ready() || count.get() == 1, "nobody was woken");
    }
}

#[test]
fn no_wake_is_lost_between_two_threads() {
    for _ in 0..ROUNDS {
        let (opener, pass) = gate();
        let thread = thread::spawn(|| opener.open());
        let ran = run(pass);
        assert!(ran.polls <= 2);
        thread.join().unwrap();
    }
}
