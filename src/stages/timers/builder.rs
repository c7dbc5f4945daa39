//! How a runtime is to be.

use super::Runtime;
use super::clock::Clock;
use super::handle::Handle;

/// Makes a [`Runtime`] with settings of its own.
#[derive(Debug, Clone)]
pub struct Builder {
    is_paused: bool,
}

impl Builder {
    /// Of a runtime that polls its tasks on the thread that calls
    /// [`Runtime::block_on`].
    #[must_use]
    pub fn new_current_thread() -> Builder {
        Builder { is_paused: false }
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
    #[must_use]
    pub fn build(&self) -> Runtime {
        let clock = Clock::new(self.is_paused);
        Runtime::on_one(Handle::new(clock))
    }
}
