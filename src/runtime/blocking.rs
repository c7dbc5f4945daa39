//! Threads for what blocks: code that keeps its thread for long, and would keep a
//! worker from polling.

use super::JoinHandle;
use super::handle::Handle;
use super::recorded::{Kind, recorded};
use super::shared::{lock, unpoisoned};
use super::task::{Run, Schedule, Task};
use std::cell::Cell;
use std::collections::VecDeque;
use std::future::Future;
use std::panic::Location;
use std::pin::Pin;
use std::ptr;
use std::sync::{Arc, Condvar, Mutex};
use std::task::{Context, Poll};
use std::thread;
use std::time::Duration;

/// How long a thread waits for more work before it ends. tokio's number.
const KEEP_ALIVE: Duration = Duration::from_secs(10);

/// A pool of threads, started as they are needed. Clones are the same pool.
#[derive(Clone)]
pub(crate) struct Pool {
    shared: Arc<Shared>,
}

struct Shared {
    state: Mutex<State>,
    /// Told when there is a job, and when the pool is closed.
    is_wanted: Condvar,
    /// Told when a thread ends.
    has_ended: Condvar,
    most_threads: usize,
}

struct State {
    jobs: VecDeque<Arc<dyn Run>>,
    /// How many threads there are, and how many of them wait for a job.
    threads: usize,
    waiting: usize,
    is_closed: bool,
    /// The runtime whose clock stands still until no thread works.
    told: Option<Handle>,
}

impl State {
    /// Whether a thread works, or is about to.
    fn is_busy(&self) -> bool {
        self.waiting < self.threads || !self.jobs.is_empty()
    }
}

thread_local! {
    /// The pool that the thread is of.
    static POOL: Cell<*const Shared> = const { Cell::new(ptr::null()) };
}

impl Pool {
    pub(crate) fn new(most_threads: usize) -> Pool {
        Pool {
            shared: Arc::new(Shared {
                state: Mutex::new(State {
                    jobs: VecDeque::new(),
                    threads: 0,
                    waiting: 0,
                    is_closed: false,
                    told: None,
                }),
                is_wanted: Condvar::new(),
                has_ended: Condvar::new(),
                most_threads,
            }),
        }
    }

    /// Runs a closure on a thread of the pool. See
    /// [`spawn_blocking`](super::spawn_blocking).
    #[track_caller]
    pub(crate) fn spawn<F, R>(&self, work: F) -> JoinHandle<R>
    where
        F: FnOnce() -> R + Send + 'static,
        R: Send + 'static,
    {
        match recorded(Kind::Blocking, Once(Some(work)), Location::caller()) {
            Ok(once) => self.spawn_task(once),
            Err(once) => self.spawn_task(once),
        }
    }

    fn spawn_task<F>(&self, once: F) -> JoinHandle<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        let task = Task::new(once, self.clone(), 0);
        self.schedule(task.clone());
        JoinHandle::new(task)
    }

    /// Whether no thread of the pool works, nor is about to. If one does, the only
    /// worker of this runtime is unparked when none does any more.
    pub(crate) fn is_idle_or_tells(&self, handle: &Handle) -> bool {
        let mut state = lock(&self.shared.state);
        let is_busy = state.is_busy();
        state.told = is_busy.then(|| handle.clone());
        !is_busy
    }

    /// Takes no more jobs, drops those that have not begun, and waits for those that
    /// have: for all but that of the caller, which may be one itself.
    pub(crate) fn close(&self) {
        let mut state = lock(&self.shared.state);
        state.is_closed = true;
        // It leads back here, and would keep all alive.
        let told = state.told.take();
        let jobs = std::mem::take(&mut state.jobs);
        drop((state, told));
        jobs.into_iter().for_each(cancel);
        self.shared.is_wanted.notify_all();
        let mut state = lock(&self.shared.state);
        let own = usize::from(ptr::eq(POOL.get(), Arc::as_ptr(&self.shared)));
        while state.threads > own {
            state = unpoisoned(self.shared.has_ended.wait(state));
        }
    }

    /// # Panics
    ///
    /// When the system starts no thread, and there is none that does the job later.
    fn start_thread(&self) {
        let pool = self.clone();
        let work = move || pool.work();
        let started = thread::Builder::new().name("blocking".into()).spawn(work);
        let Err(error) = started else {
            return;
        };
        let mut state = lock(&self.shared.state);
        state.threads -= 1;
        if state.threads == 0 {
            let jobs = std::mem::take(&mut state.jobs);
            drop(state);
            jobs.into_iter().for_each(cancel);
            panic!("the system starts no thread for spawn_blocking: {error}");
        }
    }

    /// Does jobs until there are none for long, or the pool is closed.
    fn work(&self) {
        POOL.set(Arc::as_ptr(&self.shared));
        while let Some(job) = self.next() {
            // A closure's panic is its handle's.
            job.run();
        }
        self.shared.has_ended.notify_all();
    }

    /// The next job; none if the thread is to end, and counts no more.
    fn next(&self) -> Option<Arc<dyn Run>> {
        let mut state = lock(&self.shared.state);
        let mut is_too_long = false;
        loop {
            if let Some(job) = state.jobs.pop_front() {
                return Some(job);
            }
            if state.is_closed || is_too_long {
                state.threads -= 1;
                return None;
            }
            state.waiting += 1;
            // Under the lock, so that no job comes in between.
            if !state.is_busy()
                && let Some(handle) = state.told.take()
            {
                handle.unpark(0);
            }
            let waited = self.shared.is_wanted.wait_timeout(state, KEEP_ALIVE);
            let (woken, timeout) = unpoisoned(waited);
            state = woken;
            state.waiting -= 1;
            is_too_long = timeout.timed_out();
        }
    }
}

/// Ends a job that has not begun.
fn cancel(job: Arc<dyn Run>) {
    job.clone().abort();
    job.run();
}

impl Schedule for Pool {
    fn is_here(&self) -> bool {
        false
    }

    fn schedule_here(_: Arc<dyn Run>) {
        unreachable!("a thread of the pool has no queue of its own");
    }

    fn schedule(&self, job: Arc<dyn Run>) {
        let mut state = lock(&self.shared.state);
        if state.is_closed {
            drop(state);
            return cancel(job);
        }
        state.jobs.push_back(job);
        let is_thread_missing =
            state.jobs.len() > state.waiting && state.threads < self.shared.most_threads;
        state.threads += usize::from(is_thread_missing);
        drop(state);
        match is_thread_missing {
            true => self.start_thread(),
            false => self.shared.is_wanted.notify_one(),
        }
    }

    fn forget(&self, _key: usize) {}
}

/// A closure as a future: its first poll calls it.
struct Once<F>(Option<F>);

// It is not pinned: nothing borrows from the closure before it is moved out.
impl<F> Unpin for Once<F> {}

impl<R, F: FnOnce() -> R> Future for Once<F> {
    type Output = R;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<R> {
        let work = self.0.take();
        let work = work.expect("a closure is called once");
        Poll::Ready(work())
    }
}
