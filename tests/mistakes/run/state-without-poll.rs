use poll_by_poll::run;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::task::yield_now;

type Reading = Pin<Box<dyn Future<Output = i32>>>;

fn read(celsius: i32) -> Reading {
    Box::pin(async move {
        yield_now().await;
        celsius
    })
}

enum Difference {
    AskingValley(Reading),
    AskingSummit(i32, Reading),
}

impl Future for Difference {
    type Output = i32;
    fn poll(self: Pin<&mut Self>, context: &mut Context) -> Poll<i32> {
        let state = self.get_mut();
        match state {
            Self::AskingValley(reading) => {
                let valley = ready!(reading.as_mut().poll(context));
                println!("the valley has {valley} C");
                *state = Self::AskingSummit(valley, read(-6));
                Poll::Pending
            }
            Self::AskingSummit(valley, reading) => {
                let summit = reading.as_mut().poll(context);
                summit.map(|summit| *valley - summit)
            }
        }
    }
}

fn main() {
    let ran = run(Difference::AskingValley(read(14)));
    println!("{} degrees apart", ran.output);
}
