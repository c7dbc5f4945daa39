use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;
use tokio::time::sleep;

thread_local! {
    static STATE: Rc<Cell<u64>> = Rc::new(Cell::new(7));
}

// Draws from this thread's own numbers, as `rand::rng()` does.
struct Dice(Rc<Cell<u64>>);

fn dice() -> Dice {
    Dice(STATE.with(Rc::clone))
}

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0.set(self.0.get() * 3 % 31);
        self.0.get()
    }
}

// Waits a little, so that not all stations are asked at once.
async fn ask(station: &str) {
    let pause = dice().roll();
    sleep(Duration::from_millis(pause)).await;
    println!("{station}: asked");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    tokio::spawn(ask("summit")).await.unwrap();
}
