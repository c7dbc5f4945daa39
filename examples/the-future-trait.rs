use poll_by_poll::traced;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// A barometer that settles at its third poll.
struct Barometer {
    polls: u32,
}

impl Future for Barometer {
    type Output = u32;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context) -> Poll<u32> {
        self.polls += 1;
        match self.polls {
            1 | 2 => Poll::Pending,
            _ => Poll::Ready(1013),
        }
    }
}

fn main() {
    let barometer = traced("barometer", Barometer { polls: 0 });
    let mut barometer = pin!(barometer);
    let mut context = Context::from_waker(Waker::noop());
    println!("nobody has polled the barometer yet");
    loop {
        match barometer.as_mut().poll(&mut context) {
            Poll::Pending => println!("pending"),
            Poll::Ready(hectopascal) => {
                println!("ready: {hectopascal} hPa");
                break;
            }
        }
    }
}
