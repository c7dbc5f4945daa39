use std::cell::RefCell;
use tokio::task::yield_now;

type Logbook = RefCell<Vec<String>>;

async fn record(log: &Logbook, entry: &str) {
    let mut pages = log.borrow_mut();
    pages.push(entry.to_string());
    // As if for the radio.
    yield_now().await;
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let log = Logbook::default();
    let valley = record(&log, "valley 14 C");
    let summit = record(&log, "summit -6 C");
    tokio::join!(valley, summit);
    println!("hut: {} entries", log.borrow().len());
}
