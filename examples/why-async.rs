use std::collections::HashSet;
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

// The valley, the ridge and the summit answer after so many ms.
const WAITS: [u64; 3] = [200, 300, 400];

fn read(wait: u64) -> ThreadId {
    thread::sleep(Duration::from_millis(wait));
    thread::current().id()
}

fn a_thread_each() -> [ThreadId; 3] {
    let readers = WAITS.map(|wait| thread::spawn(move || read(wait)));
    // `join` fails if a reader panicked, which would be our bug.
    readers.map(|reader| reader.join().unwrap())
}

async fn read_async(wait: u64) -> ThreadId {
    tokio::time::sleep(Duration::from_millis(wait)).await;
    thread::current().id()
}

#[tokio::main(flavor = "current_thread")]
async fn all_async() -> [ThreadId; 3] {
    let [valley, ridge, summit] = WAITS.map(read_async);
    tokio::join!(valley, ridge, summit).into()
}

fn report(way: &str, read_all: fn() -> [ThreadId; 3]) {
    let start = Instant::now();
    let threads = HashSet::from(read_all()).len();
    let limit = 2 * WAITS.into_iter().max().unwrap();
    let short = start.elapsed() < Duration::from_millis(limit);
    let time = if short { "the longest wait" } else { "the sum" };
    println!("{way:<14} threads: {threads}  time: {time}");
}

fn main() {
    report("one by one", || WAITS.map(read));
    report("a thread each", a_thread_each);
    report("async", all_async);
}
