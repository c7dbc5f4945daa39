//! The one recorder of a program.

use crate::clock::Clock;
use crate::tape::Tape;
use crate::thread::Thread;
use recording::What;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::Duration;

static RECORDER: OnceLock<Recorder> = OnceLock::new();

/// The recorder, if the program is being recorded and there is room.
pub(crate) fn recorder() -> Option<&'static Recorder> {
    RECORDER.get().filter(|recorder| !recorder.is_full())
}

/// Writes down what happens.
pub(crate) struct Recorder {
    /// Set when the last line was written. It guards nothing: an event that is
    /// told too late is not written.
    full: AtomicBool,
    /// Numbers, time and place of an event are given under one lock, so that
    /// each goes up from line to line.
    state: Mutex<State>,
}

struct State {
    tape: Tape,
    clock: Clock,
    numbers: Numbers,
}

/// The numbers that were given last, and to a thread will be given next.
#[derive(Default)]
pub(crate) struct Numbers {
    pub(crate) tasks: u32,
    pub(crate) leaves: u32,
    pub(crate) threads: u32,
}

impl Recorder {
    /// Makes the recorder. The thread that calls is the thread of `main`.
    pub(crate) fn start(tape: Tape) -> &'static Recorder {
        RECORDER.get_or_init(|| {
            let mut numbers = Numbers::default();
            Thread::with(|thread| thread.number(&mut numbers.threads));
            let clock = Clock::new();
            Recorder {
                full: AtomicBool::new(false),
                state: Mutex::new(State {
                    tape,
                    clock,
                    numbers,
                }),
            }
        })
    }

    /// Whether the last line was written.
    pub(crate) fn is_full(&self) -> bool {
        self.full.load(Ordering::Relaxed)
    }

    /// The paused clock of `poll_by_poll::runtime` has come so far.
    pub(crate) fn pause_at(&self, since: Duration) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.clock.pause_at(since);
    }

    /// Writes an event, unless the last line was written. Nothing that `what`
    /// does may print, panic or call tokio.
    pub(crate) fn tell(&self, what: impl FnOnce(&mut Numbers, &Thread) -> What) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if self.is_full() {
            return;
        }
        let state = &mut *state;
        let what = Thread::with(|thread| what(&mut state.numbers, thread));
        let before = state.clock.start();
        let at = state.clock.tell(&what);
        let start = state.clock.start();
        if start != before {
            state.tape.start(start);
        }
        if !state.tape.write(at, what) {
            self.full.store(true, Ordering::Relaxed);
        }
    }
}
