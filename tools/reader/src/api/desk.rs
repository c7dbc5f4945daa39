//! What all runs share.

use super::Allowed;
use super::queue::Queue;
use super::tools::{self, Ready};
use crate::terminal;
use runner::Sandbox;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::{OnceCell, watch};

/// Where runs are asked for.
#[derive(Debug)]
pub(crate) struct Desk {
    /// The folder of the book, whose programs have figures.
    pub(super) root: PathBuf,
    pub(super) allowed: Allowed,
    pub(super) queue: Arc<Queue>,
    pub(super) ready: watch::Receiver<Ready>,
    /// Found when they are first asked for.
    places: OnceCell<Places>,
}

/// Where programs are compiled and run.
#[derive(Debug)]
pub(super) struct Places {
    /// For compilers.
    pub(super) workshop: Sandbox,
    /// For programs.
    pub(super) stage: Sandbox,
}

impl Desk {
    /// A desk for the project in `root`: what runs need is being got ready from
    /// now on.
    pub(crate) fn open(root: &Path, allowed: Allowed) -> Arc<Desk> {
        let desk = Arc::new(Desk {
            root: root.to_path_buf(),
            queue: Queue::new(Allowed::TURNS, Allowed::SEATS),
            ready: tools::prepare(root),
            allowed,
            places: OnceCell::new(),
        });
        tokio::spawn(desk.clone().tell_how_programs_run());
        desk
    }

    /// Says in the terminal how programs are kept from harm, when they can be run.
    async fn tell_how_programs_run(self: Arc<Desk>) {
        let mut ready = self.ready.clone();
        let is_known = |ready: &Ready| !matches!(ready, Ready::Soon(_));
        let Ok(known) = ready.wait_for(is_known).await.map(|ready| ready.clone()) else {
            return;
        };
        match (known, self.places().await) {
            (Ready::Now(_), Ok(places)) => terminal::sandbox(places.stage.level()),
            (Ready::Now(_), Err(error)) => terminal::warning(error),
            // A page says so to whoever presses Run.
            _ => {}
        }
    }

    /// Where programs are compiled and run: in the sandbox that was asked for, or
    /// the best one.
    ///
    /// # Errors
    ///
    /// When the one that was asked for does not work here.
    pub(super) async fn places(&self) -> io::Result<&Places> {
        let find = async || {
            let allowed = self.allowed.clone();
            let find = tokio::task::spawn_blocking(move || places(&allowed));
            find.await.map_err(io::Error::other)?
        };
        self.places.get_or_try_init(find).await
    }
}

fn places(allowed: &Allowed) -> io::Result<Places> {
    // This program is its own helper in the sandbox.
    let helper = std::env::current_exe()?;
    let stage = match allowed.sandbox {
        Some(level) => Sandbox::at(level, &helper, &allowed.process()).map_err(|error| {
            io::Error::other(format!("The sandbox {level} does not work here: {error}"))
        })?,
        None => Sandbox::best(&helper, &allowed.process()),
    };
    Ok(Places {
        workshop: stage.bounded(&allowed.compiler()),
        stage,
    })
}
