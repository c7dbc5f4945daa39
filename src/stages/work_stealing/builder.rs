//! How a runtime is to be.

use super::Runtime;
use super::clock::Clock;
use super::handle::Handle;
use std::thread;

/// Makes a [`Runtime`] with settings of its own.
#[derive(Debug, Clone)]
pub struct Builder {
    /// How many workers have a thread of their own; none if the thread that calls
    /// `block_on` is the only one.
    workers: Option<usize>,
    is_paused: bool,
}

impl Builder {
    fn new(workers: Option<usize>) -> Builder {
        Builder {
            workers,
            is_paused: false,
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

    /// Whether the runtime's clock stands still while anything is ready, and then moves
    /// on to the next timer at once: for tests and figures. By default it is the
    /// system's.
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
        let handle = Handle::new(self.workers.unwrap_or(1), clock);
        Runtime::start(handle, self.workers.unwrap_or(0))
    }
}
