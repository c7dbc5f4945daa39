use std::cell::RefCell;
use tokio::task::yield_now;

type Logbook = RefCell<Vec<String>>;

// ANCHOR: cure
async fn record(log: &Logbook, entry: &str) {
    log.borrow_mut().push(entry.to_string());
    // As if for the radio.
    yield_now().await;
}
// ANCHOR_END: cure

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let log = Logbook::default();
    let valley = record(&log, "valley 14 C");
    let summit = record(&log, "summit -6 C");
    tokio::join!(valley, summit);
    println!("hut: {} entries", log.borrow().len());
}
