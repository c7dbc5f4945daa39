//! Threads for what blocks: code that keeps its thread for long, and would keep a
//! worker from polling.

use super::JoinHandle;
use super::handle::Handle;
use super::recorded::{Kind, recorded};
use super::shared::{lock, unpoisoned};
use super::task::{Run, Task};
use std::cell::Cell;
use std::collections::VecDeque;
use std::future::Future;
use std::panic::Location;
use std::ptr;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

/// How long a thread waits for more work before it ends. tokio's number.
const KEEP_ALIVE: Duration = Duration::from_secs(10);

/// Runs a closure on a thread that is there for what blocks, so that no worker has
/// to wait. Dropping the handle lets it run on; aborting helps only before it has
/// begun.
///
/// ```
/// use poll_by_poll::runtime::{Runtime, spawn_blocking};
///
/// let forecast = Runtime::new().block_on(async {
///     let sum = spawn_blocking(|| (1..=1000).sum::<u32>());
///     sum.await.unwrap()
/// });
/// assert_eq!(forecast, 500_500);
/// ```
///
/// # Panics
///
/// When the thread is in no runtime.
#[track_caller]
pub fn spawn_blocking<F: FnOnce() -> R + Send + 'static, R: Send + 'static>(
    work: F,
) -> JoinHandle<R> {
    Handle::current().spawn_blocking(work)
}

impl Handle {
    /// Runs a closure on a thread of its own; see
    /// [`spawn_blocking`](super::spawn_blocking).
    #[track_caller]
    pub fn spawn_blocking<F: FnOnce() -> R + Send + 'static, R: Send + 'static>(
        &self,
        work: F,
    ) -> JoinHandle<R> {
        // A future whose first poll calls the closure.
        let once = recorded(Kind::Blocking, async move { work() }, Location::caller());
        self.shared.blocking.spawn(once, self.clone())
    }
}

/// The threads of a runtime for what blocks, started as they are needed.
#[derive(Default)]
pub(crate) struct Pool {
    state: Mutex<State>,
    /// Told when there is a job, and when the pool is closed.
    is_wanted: Condvar,
    /// Told when a thread ends.
    has_ended: Condvar,
    most_threads: usize,
}

#[derive(Default)]
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
    static POOL: Cell<*const Pool> = const { Cell::new(ptr::null()) };
}

impl Pool {
    pub(crate) fn new(most_threads: usize) -> Arc<Pool> {
        Arc::new(Pool {
            most_threads,
            ..Pool::default()
        })
    }

    /// Runs a future whose first poll calls a closure on a thread of the pool. See
    /// [`spawn_blocking`](super::spawn_blocking).
    pub(crate) fn spawn<F>(self: &Arc<Self>, once: F, handle: Handle) -> JoinHandle<F::Output>
    where
        F: Future<Output: Send + 'static> + Send + 'static,
    {
        let task = Task::new(once, handle, usize::MAX);
        let mut state = lock(&self.state);
        if state.is_closed {
            drop(state);
            task.clone().cancel();
            return JoinHandle { task };
        }
        state.jobs.push_back(task.clone());
        let is_thread_missing =
            state.jobs.len() > state.waiting && state.threads < self.most_threads;
        state.threads += usize::from(is_thread_missing);
        drop(state);
        match is_thread_missing {
            true => self.start_thread(),
            false => self.is_wanted.notify_one(),
        }
        JoinHandle { task }
    }

    /// Whether no thread of the pool works, nor is about to. If one does, the only
    /// worker of this runtime is unparked when none does any more.
    pub(crate) fn is_idle_or_tells(&self, handle: &Handle) -> bool {
        let mut state = lock(&self.state);
        let is_busy = state.is_busy();
        state.told = is_busy.then(|| handle.clone());
        !is_busy
    }

    /// Takes no more jobs, drops those that have not begun, and waits for those that
    /// have: for all but that of the caller, which may be one itself.
    pub(crate) fn close(&self) {
        let mut state = lock(&self.state);
        state.is_closed = true;
        // It leads back here, and would keep all alive.
        let told = state.told.take();
        let jobs = std::mem::take(&mut state.jobs);
        drop((state, told));
        jobs.into_iter().for_each(Run::cancel);
        self.is_wanted.notify_all();
        let mut state = lock(&self.state);
        let own = usize::from(ptr::eq(POOL.get(), self));
        while state.threads > own {
            state = unpoisoned(self.has_ended.wait(state));
        }
    }

    /// The next job; none if the thread is to end, and counts no more.
    fn next(&self) -> Option<Arc<dyn Run>> {
        let mut state = lock(&self.state);
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
            let waited = self.is_wanted.wait_timeout(state, KEEP_ALIVE);
            let (woken, timeout) = unpoisoned(waited);
            state = woken;
            state.waiting -= 1;
            is_too_long = timeout.timed_out();
        }
    }

    /// # Panics
    ///
    /// When the system starts no thread, and there is none that does the job later.
    fn start_thread(self: &Arc<Self>) {
        let pool = self.clone();
        let named = thread::Builder::new().name("blocking".into());
        let Err(error) = named.spawn(move || pool.work()) else {
            return;
        };
        let mut state = lock(&self.state);
        state.threads -= 1;
        if state.threads == 0 {
            let jobs = std::mem::take(&mut state.jobs);
            drop(state);
            jobs.into_iter().for_each(Run::cancel);
            panic!("the system starts no thread for spawn_blocking: {error}");
        }
    }

    /// Does jobs until there are none for long, or the pool is closed.
    fn work(&self) {
        POOL.set(self);
        while let Some(job) = self.next() {
            // A closure's panic is its handle's.
            job.run();
        }
        self.has_ended.notify_all();
    }
}
