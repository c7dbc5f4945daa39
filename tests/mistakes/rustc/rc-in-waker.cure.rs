use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Wake, Waker};

struct Bell {
    rings: Arc<AtomicU32>,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.rings.fetch_add(1, Ordering::Relaxed);
    }
}

fn main() {
    let rings = Arc::new(AtomicU32::new(0));
    let bell = Bell {
        rings: rings.clone(),
    };
    let waker = Waker::from(Arc::new(bell));
    waker.wake();
    println!("the bell rang {} time", rings.load(Ordering::Relaxed));
}
