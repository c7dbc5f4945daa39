//! Starts the reader's parts, and ends them in order.

use crate::api::{self, Desk, Token};
use crate::copies::Copies;
use crate::keep::{Current, Keeper};
use crate::stop::Stop;
use crate::watch::Watcher;
use crate::{Cli, Command, port, record, root, serve, terminal};
use anyhow::Context;
use std::path::Path;
use std::time::Duration;
use tokio::runtime::Runtime;
use tokio::sync::watch;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

/// How long the end waits for answers that are under way.
const ANSWERS: Duration = Duration::from_secs(1);
/// How long the end waits for a build that is under way.
const BUILD: Duration = Duration::from_secs(3);

/// Does what the command line asks: to open the book lasts until Ctrl-C.
///
/// # Errors
///
/// What keeps the reader from starting: no folder with a book, no free port, no
/// place to write. Faults in the book are no errors: they are shown, and can be
/// mended while the reader runs.
pub fn run(command: &Cli) -> anyhow::Result<()> {
    let root = root::find(command.root.as_deref())?;
    if let Some(Command::Record(asked)) = &command.command {
        return record::record(&root, asked);
    }
    let runtime = Runtime::new().context("no threads could be started")?;
    let result = runtime.block_on(read(&root, command));
    // Nobody waits for slow clients, or for a build that takes too long.
    runtime.shutdown_background();
    result
}

async fn read(root: &Path, command: &Cli) -> anyhow::Result<()> {
    // First, so that Ctrl-C never leaves anything behind.
    let mut stop = Stop::listen().context("no signals")?;
    let listener = port::listen(command.port).await?;
    let address = listener.local_addr()?;
    let copies = Copies::open(root)?;
    let watcher = Watcher::start(root)
        .inspect_err(|error| terminal::warning(format_args!("edits go unseen: {error}")))
        .ok();

    let (sender, mut current) = watch::channel(Current::default());
    let keeper = Keeper {
        root: root.to_path_buf(),
        copies: copies.folder(),
        current: sender,
    };
    let ending = CancellationToken::new();
    let keeper = tokio::spawn(keeper.run(watcher, ending.clone()));

    // Nobody is answered before the first build: a browser waits meanwhile.
    let server = tokio::select! {
        _ = current.changed() => {
            let token = Token::new()?;
            let url = format!("http://{address}/#token={token}");
            let api = api::router(Desk::open(root, command.allowed.clone()), token, address);
            let answer = serve::router(current, address, api);
            let server = axum::serve(listener, answer)
                .with_graceful_shutdown(ending.clone().cancelled_owned());
            let server = tokio::spawn(server.into_future());
            greet(&url, command.open);
            stop.wished().await;
            Some(server)
        }
        () = stop.wished() => None,
    };

    stop.or_at_once();
    ending.cancel();
    if let Some(server) = server {
        let _ = timeout(ANSWERS, server).await;
    }
    if let Ok(kept) = timeout(BUILD, keeper).await {
        kept.context("the builds have ended by a fault of the reader")?;
    }
    drop(copies);
    terminal::closed();
    Ok(())
}

fn greet(url: &str, open: bool) {
    terminal::address(url);
    if open && let Err(error) = open::that_detached(url) {
        terminal::warning(format_args!("no browser could be opened: {error}"));
    }
}
