use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Wake, Waker};

struct Bell {
    rings: Rc<Cell<u32>>,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.rings.set(self.rings.get() + 1);
    }
}

fn main() {
    let rings = Rc::new(Cell::new(0));
    let bell = Bell {
        rings: rings.clone(),
    };
    let waker = Waker::from(Arc::new(bell));
    waker.wake();
    println!("the bell rang {} time", rings.get());
}
