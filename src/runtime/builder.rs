//! How a runtime is to be.

use super::Runtime;
use super::blocking::Pool;
use super::clock::Clock;
use super::handle::Handle;
use std::thread;

/// How many threads `spawn_blocking` may have at a time. tokio's number.
const MOST_BLOCKING_THREADS: usize = 512;

/// Makes a [`Runtime`] with settings of its own.
///
/// ```
/// use poll_by_poll::runtime::{Builder, sleep};
/// use std::time::Duration;
///
/// let runtime = Builder::new_current_thread().start_paused(true).build();
/// // Takes no time at all.
/// runtime.block_on(async { sleep(Duration::from_secs(3600)).await });
/// ```
#[derive(Debug, Clone)]
pub struct Builder {
    /// How many workers have a thread of their own; none if the thread that calls
    /// `block_on` is the only one.
    workers: Option<usize>,
    is_paused: bool,
    most_blocking_threads: usize,
}

impl Builder {
    fn new(workers: Option<usize>) -> Builder {
        Builder {
            workers,
            is_paused: false,
            most_blocking_threads: MOST_BLOCKING_THREADS,
        }
    }

    /// Of a runtime that polls its tasks on the thread that calls
    /// [`Runtime::block_on`].
    #[must_use]
    pub fn new_current_thread() -> Builder {
        Builder::new(None)
    }

    /// Of a runtime that polls its tasks on threads of its own: as many as the
    /// machine has processors, if [`worker_threads`](Builder::worker_threads) says
    /// nothing else.
    ///
    /// A task must not block its worker's thread, even where other workers have
    /// nothing to do: a task that it has just spawned or woken may wait for that
    /// worker's next turn alone, and nobody is called for one; and nobody takes over
    /// from it the wait for timers and sockets, if it did that last. What blocks
    /// belongs in [`spawn_blocking`](super::spawn_blocking).
    ///
    /// ```
    /// use poll_by_poll::runtime::Builder;
    ///
    /// let runtime = Builder::new_multi_thread().worker_threads(2).build();
    /// let task = runtime.spawn(async { 14 });
    /// assert_eq!(runtime.block_on(task).unwrap(), 14);
    /// ```
    #[must_use]
    pub fn new_multi_thread() -> Builder {
        let processors = thread::available_parallelism().map_or(1, usize::from);
        Builder::new(Some(processors))
    }

    /// How many threads poll tasks.
    ///
    /// # Panics
    ///
    /// When there are to be none, and when the runtime is one of
    /// [`new_current_thread`](Builder::new_current_thread), which starts no thread.
    #[must_use]
    pub fn worker_threads(mut self, workers: usize) -> Builder {
        assert!(workers > 0, "a runtime has at least one worker");
        assert!(
            self.workers.is_some(),
            "a runtime on the current thread starts no workers: use `new_multi_thread`"
        );
        self.workers = Some(workers);
        self
    }

    /// How many threads [`spawn_blocking`](super::spawn_blocking) may have at a time;
    /// 512 if nothing is said. What comes while all work has to wait.
    ///
    /// # Panics
    ///
    /// When there are to be none.
    #[must_use]
    pub fn max_blocking_threads(mut self, threads: usize) -> Builder {
        assert!(threads > 0, "spawn_blocking needs at least one thread");
        self.most_blocking_threads = threads;
        self
    }

    /// Whether the runtime's clock stands still while anything is ready, or works in
    /// `spawn_blocking`, and then moves on to the next timer at once: for tests and
    /// figures. By default it is the system's.
    #[must_use]
    pub fn start_paused(mut self, is_paused: bool) -> Builder {
        self.is_paused = is_paused;
        self
    }

    /// Makes the runtime.
    ///
    /// # Panics
    ///
    /// When a clock that is paused is asked for with several workers, where nobody
    /// can tell that nothing is ready; and when the system starts no thread.
    #[must_use]
    pub fn build(&self) -> Runtime {
        assert!(
            !self.is_paused || self.workers.is_none(),
            "only a runtime on the current thread can have a paused clock"
        );
        let clock = Clock::new(self.is_paused);
        let blocking = Pool::new(self.most_blocking_threads);
        let handle = Handle::new(self.workers.unwrap_or(1), clock, blocking);
        Runtime::start(handle, self.workers.unwrap_or(0))
    }
}
