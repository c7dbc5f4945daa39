use poll_by_poll::traced;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker, ready};
use tokio::task::yield_now;

type Reading = Pin<Box<dyn Future<Output = i32>>>;

fn read(station: &'static str, celsius: i32) -> Reading {
    Box::pin(traced(station, async move {
        yield_now().await;
        celsius
    }))
}

async fn difference() -> i32 {
    let valley = read("valley", 14).await;
    let summit = read("summit", -6).await;
    valley - summit
}

enum Difference {
    Start,
    AskingValley(Reading),
    AskingSummit(i32, Reading),
    Done,
}

impl Future for Difference {
    type Output = i32;
    fn poll(self: Pin<&mut Self>, context: &mut Context) -> Poll<i32> {
        let state = self.get_mut();
        loop {
            *state = match state {
                Self::Start => Self::AskingValley(read("valley", 14)),
                Self::AskingValley(reading) => {
                    let valley = ready!(reading.as_mut().poll(context));
                    Self::AskingSummit(valley, read("summit", -6))
                }
                Self::AskingSummit(valley, reading) => {
                    let summit = ready!(reading.as_mut().poll(context));
                    let difference = *valley - summit;
                    *state = Self::Done;
                    return Poll::Ready(difference);
                }
                Self::Done => panic!("it was ready before"),
            };
        }
    }
}

fn main() {
    let mut compiled = pin!(traced("compiled", difference()));
    let mut by_hand = pin!(traced("by hand", Difference::Start));
    let mut context = Context::from_waker(Waker::noop());
    for poll in 1..=3 {
        let one = compiled.as_mut().poll(&mut context);
        let other = by_hand.as_mut().poll(&mut context);
        println!("poll {poll}: {one:?} and {other:?}");
    }
}
