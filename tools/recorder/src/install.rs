//! Starts the recorder before `main`, if there is a file to record to.

use crate::listener::{Listener, SOURCE};
use crate::state::{self, Recorder};
use crate::tape::Tape;
use crate::thread::Thread;
use recording::What;
use std::panic::{self, PanicHookInfo};
use std::path::Path;
use std::{env, io};

/// Runs before `main`. Without the runner's variable nothing is installed.
#[ctor::ctor(unsafe)]
fn install() {
    let Some(path) = env::var_os(recording::FILE_VARIABLE) else {
        return;
    };
    let events = env::var(recording::EVENTS_VARIABLE).ok();
    let events = events.and_then(|events| events.parse().ok());
    forget_variables();
    // A program that can't be recorded runs on: the runner sees an empty file.
    let _not_recorded = start(Path::new(&path), events.unwrap_or(recording::EVENTS));
}

/// A program's environment is what it is without us; and programs that it
/// starts must not write to the same file.
fn forget_variables() {
    for variable in [recording::FILE_VARIABLE, recording::EVENTS_VARIABLE] {
        // SAFETY: there is no other thread before `main`.
        #[expect(unsafe_code, reason = "the environment is one for all threads")]
        unsafe {
            env::remove_var(variable);
        }
    }
}

fn start(path: &Path, events: u32) -> io::Result<()> {
    let recorder = Recorder::start(Tape::open(path, events)?);
    let listener = Listener::new(recorder, events);
    tracing::subscriber::set_global_default(listener).map_err(io::Error::other)?;
    let default = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        tell_panic(panic);
        default(panic);
    }));
    Ok(())
}

fn tell_panic(panic: &PanicHookInfo<'_>) {
    let Some(recorder) = state::recorder() else {
        return;
    };
    let place = panic.location().filter(|place| place.file() == SOURCE);
    let text = panic.payload_as_str().unwrap_or("Box<dyn Any>");
    recorder.tell(|_, thread| What::Panic {
        line: place.map_or(0, |place| place.line()),
        column: place.map_or(0, |place| place.column()),
        text: text.to_string(),
        task: Thread::task(thread),
    });
}
