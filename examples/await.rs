use std::time::Duration;
use tokio::time::{Instant, sleep};

async fn recall() -> i32 {
    -4 // yesterday's note is at hand
}

async fn read_summit() -> i32 {
    sleep(Duration::from_millis(40)).await;
    -6
}

async fn beacon(start: Instant) {
    loop {
        say(start, "beacon: flash");
        sleep(Duration::from_millis(15)).await;
    }
}

fn say(start: Instant, words: &str) {
    println!("{:>2} ms  {words}", start.elapsed().as_millis());
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    tokio::spawn(beacon(start));

    say(start, "keeper: await the note");
    let celsius = recall().await;
    say(start, &format!("keeper: the note says {celsius} C"));

    say(start, "keeper: await the summit");
    let celsius = read_summit().await;
    say(start, &format!("keeper: the summit says {celsius} C"));
}
