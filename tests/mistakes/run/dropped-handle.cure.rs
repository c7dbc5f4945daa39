use std::mem::take;
use std::sync::Mutex;
use std::time::Duration;
use tokio::time::sleep;

static FLASHES: Mutex<u32> = Mutex::new(0);

async fn beacon() {
    loop {
        *FLASHES.lock().unwrap() += 1;
        sleep(Duration::from_millis(10)).await;
    }
}

// ANCHOR: cure
#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let beacon = tokio::spawn(beacon());
    sleep(Duration::from_millis(25)).await;
    println!("night: {} flashes", take(&mut *FLASHES.lock().unwrap()));

    beacon.abort();
    sleep(Duration::from_millis(50)).await;
    println!("day: {} flashes", take(&mut *FLASHES.lock().unwrap()));
}
// ANCHOR_END: cure
