//! A system that starts no more threads. It is a test of its own, as it lowers how much
//! memory the process may have: less than a thread's stack takes.
#![cfg(target_os = "linux")]

use poll_by_poll::runtime::Runtime;
use runtime_tests::Count;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, mpsc};
use std::thread;

/// Does something while the system starts no thread.
fn without_threads<T>(work: impl FnOnce() -> T) -> T {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmSize:"));
    let kib = line.and_then(|line| line.trim().strip_suffix(" kB"));
    let bytes = kib.unwrap().parse::<u64>().unwrap() * 1024;
    let before = getrlimit(Resource::As);
    let little = Rlimit {
        current: Some(bytes + (1 << 20)),
        ..before
    };
    setrlimit(Resource::As, little).unwrap();
    // The stacks of threads that have ended are kept for others: take them.
    let (release, released) = mpsc::channel::<()>();
    let released = Mutex::new(released);
    let done = thread::scope(|scope| {
        let wait = || released.lock().unwrap().recv();
        while thread::Builder::new().spawn_scoped(scope, wait).is_ok() {}
        let done = catch_unwind(AssertUnwindSafe(work));
        drop(release);
        done
    });
    setrlimit(Resource::As, before).unwrap();
    done.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// One after the other: the limit is for all, and threads that end at any time would
/// leave stacks for others.
#[test]
fn closures_that_get_no_thread_are_refused_or_wait() {
    a_closure_that_gets_no_thread_is_dropped_and_the_next_one_is_called();
    a_closure_that_gets_no_thread_of_its_own_waits_for_another();
}

fn a_closure_that_gets_no_thread_is_dropped_and_the_next_one_is_called() {
    let runtime = Runtime::new();
    let (calls, drops) = (Count::default(), Count::default());
    let (called, kept) = (calls.clone(), drops.on_drop());
    let refused = without_threads(|| {
        let spawn = || {
            runtime.handle().spawn_blocking(move || {
                called.add();
                drop(kept);
            })
        };
        catch_unwind(AssertUnwindSafe(spawn)).unwrap_err()
    });
    let words = refused.downcast::<String>().unwrap();
    let expected = "the system starts no thread for spawn_blocking";
    assert!(words.starts_with(expected), "{words}");
    assert_eq!((calls.get(), drops.get()), (0, 1));
    let next = runtime.handle().spawn_blocking(|| 14);
    assert_eq!(runtime.block_on(next).unwrap(), 14);
}

fn a_closure_that_gets_no_thread_of_its_own_waits_for_another() {
    let runtime = Runtime::new();
    let (begun, has_begun) = mpsc::channel();
    let (release, released) = mpsc::channel::<()>();
    let first = runtime.handle().spawn_blocking(move || {
        begun.send(()).unwrap();
        released.recv().unwrap();
    });
    has_begun.recv().unwrap();
    let second = without_threads(|| runtime.handle().spawn_blocking(|| 14));
    release.send(()).unwrap();
    runtime.block_on(first).unwrap();
    assert_eq!(runtime.block_on(second).unwrap(), 14);
}
