use std::cell::Cell;
use std::ops::Range;
use std::pin::pin;
use std::task::{Context, Waker};

/// Three readings, and the address of the coldest, as a number.
type Log = ([i32; 3], usize);

async fn survey(start: &Cell<usize>) -> i32 {
    let readings = [14, 3, -6];
    let coldest = &readings[2];
    tell(start.get(), &readings, &coldest, at(coldest));
    futures::pending!(); // pending once, wakes nobody
    *coldest
}

fn tell<T>(start: usize, list: &[i32; 3], coldest: &T, to: usize) {
    println!("    readings {:?} = {list:?}", bytes(start, list));
    let to = to - start;
    println!("    coldest {:?} -> {to}", bytes(start, coldest));
}

fn tell_both(title: &str, logs: &[Log; 2]) {
    println!("{title}:");
    for log in logs {
        println!("  log {:?}", bytes(at(logs), log));
        tell(at(logs), &log.0, &log.1, log.1);
    }
}

/// Where a value stands, counted in bytes from `start`.
fn bytes<T>(start: usize, value: &T) -> Range<usize> {
    let from = at(value) - start;
    from..from + size_of::<T>()
}

fn at<T>(value: &T) -> usize {
    std::ptr::from_ref(value).addr()
}

fn main() {
    let mut logs = [([14, 3, -6], 0), ([9, 1, -11], 0)];
    for (readings, coldest) in &mut logs {
        *coldest = at(&readings[2]);
    }
    tell_both("two logs", &logs);
    logs.swap(0, 1);
    tell_both("two logs, swapped", &logs);

    let start = Cell::new(0);
    let made = survey(&start);
    println!("a future, made:\n  future {:?}", bytes(at(&made), &made));
    let mut future = pin!(made); // moves it, for the last time
    start.set(at(&*future));
    println!("the future, pinned and polled:");
    println!("  future {:?}", bytes(start.get(), &*future));
    let mut context = Context::from_waker(Waker::noop());
    assert!(future.as_mut().poll(&mut context).is_pending());
    println!("{:?}", future.as_mut().poll(&mut context));
}
