//! Waits for the wish to end: Ctrl-C, and on Unix a polite kill or a closed
//! terminal.

use std::io;

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};

/// The exit status of a program that Ctrl-C has killed.
const INTERRUPTED: i32 = 130;

/// Listens for the wish to end. From here on Ctrl-C ends nothing by itself.
#[cfg(unix)]
#[derive(Debug)]
pub(crate) struct Stop {
    /// Ctrl-C.
    interrupt: Signal,
    /// `kill`.
    terminate: Signal,
    /// The terminal was closed.
    hangup: Signal,
}

#[cfg(unix)]
impl Stop {
    pub(crate) fn listen() -> io::Result<Stop> {
        Ok(Stop {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
            hangup: signal(SignalKind::hangup())?,
        })
    }

    /// Waits for the next wish.
    pub(crate) async fn wished(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
            _ = self.hangup.recv() => {}
        }
    }
}

/// Listens for the wish to end. From here on Ctrl-C ends nothing by itself.
#[cfg(windows)]
#[derive(Debug)]
pub(crate) struct Stop {
    /// Ctrl-C.
    interrupt: tokio::signal::windows::CtrlC,
}

#[cfg(windows)]
impl Stop {
    pub(crate) fn listen() -> io::Result<Stop> {
        Ok(Stop {
            interrupt: tokio::signal::windows::ctrl_c()?,
        })
    }

    /// Waits for the next wish.
    pub(crate) async fn wished(&mut self) {
        self.interrupt.recv().await;
    }
}

impl Stop {
    /// From now on the next wish ends the program at once. What it leaves, the
    /// next reader removes.
    pub(crate) fn or_at_once(mut self) {
        tokio::spawn(async move {
            self.wished().await;
            std::process::exit(INTERRUPTED);
        });
    }
}
