//! Tells open pages what is new, as server-sent events: `edition` with the id
//! of the last good build (none before the first), and `faults` with a JSON
//! list of strings, empty when the book is whole.

use crate::keep::Current;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures::{StreamExt, stream};
use std::convert::Infallible;
use std::time::Duration;
use tokio::sync::watch;

/// How long a browser waits after a lost connection before it tries again.
const RETRY: Duration = Duration::from_millis(500);

/// How things stand, and again whenever that has changed. Ends when the keeper
/// does, and so doesn't hold up the end of the server.
pub(crate) async fn stream(
    State(mut current): State<watch::Receiver<Current>>,
) -> impl IntoResponse {
    // Whoever connects is told at once.
    current.mark_changed();
    let events = stream::unfold(current, |mut current| async {
        current.changed().await.ok()?;
        let events = events(&current.borrow_and_update());
        Some((stream::iter(events.map(Ok::<Event, Infallible>)), current))
    });
    Sse::new(events.flatten()).keep_alive(KeepAlive::default())
}

fn events(current: &Current) -> impl Iterator<Item = Event> + use<> {
    let edition = current.edition.as_ref();
    let edition = edition.map(|edition| Event::default().event("edition").data(&edition.id));
    let faults = serde_json::json!(&current.faults[..]).to_string();
    let faults = Event::default().event("faults").data(faults).retry(RETRY);
    edition.into_iter().chain([faults])
}
