//! One run: from the text of a program to what it printed and its figure, told
//! while it happens. It ends when nobody listens any more.

use super::desk::Desk;
use super::draw;
use super::queue::Place;
use super::said::{Decoder, Line, Said, Words};
use super::tools::{Ready, Tools};
use super::{Allowed, refusal};
use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use futures::StreamExt;
use recording::Event;
use runner::{Compiled, End, Level, Run, Sandbox, Stream};
use serde::Deserialize;
use std::convert::Infallible;
use std::io;
use std::path::Path;
use std::process::ExitStatus;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::sync::mpsc::{self, UnboundedSender};
use tokio_util::task::AbortOnDropHandle;

/// What a page asks for.
#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    /// The text of the program.
    pub(super) program: String,
    /// The text on the page, if it was edited: if that is a chapter's program,
    /// the run is drawn as the chapter's.
    #[serde(default)]
    pub(super) original: Option<String>,
}

impl Asked {
    /// The text that the page has in this program's place.
    pub(super) fn original(&self) -> &str {
        self.original.as_ref().unwrap_or(&self.program)
    }
}

/// Answers with the lines of `said`, as they come.
pub(super) async fn run(
    State(desk): State<Arc<Desk>>,
    asked: Result<Json<Asked>, JsonRejection>,
) -> Response {
    let asked = match asked {
        Ok(Json(asked)) => asked,
        Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            let most = Allowed::BODY / 1024;
            let words = format!("The program is longer than {most} KiB.");
            return refusal(StatusCode::PAYLOAD_TOO_LARGE, &words);
        }
        Err(rejection) => return refusal(rejection.status(), &rejection.body_text()),
    };
    let Some(place) = desk.queue.join() else {
        let words = "Too many runs are waiting: try again when some have ended.";
        return refusal(StatusCode::TOO_MANY_REQUESTS, words);
    };
    let (sender, receiver) = mpsc::unbounded_channel::<Said>();
    // Dropped with the answer: then the run is over, whatever it was doing.
    let doing = AbortOnDropHandle::new(tokio::spawn(async move {
        let teller = Teller(sender);
        if let Err(error) = work(&desk, place, asked, &teller).await {
            let words = error.to_string();
            teller.tell(Said::Failed { words });
        }
    }));
    let lines = futures::stream::unfold((receiver, doing), async |(mut receiver, doing)| {
        let said = receiver.recv().await?;
        Some((Ok::<String, Infallible>(said.line()), (receiver, doing)))
    });
    let kind = [(CONTENT_TYPE, "application/x-ndjson; charset=utf-8")];
    (kind, Body::from_stream(lines.fuse())).into_response()
}

/// Tells whoever listens.
struct Teller(UnboundedSender<Said>);

impl Teller {
    fn tell(&self, said: Said) {
        // When nobody listens, this is being dropped.
        let _ = self.0.send(said);
    }
}

async fn work(desk: &Desk, mut place: Place, asked: Asked, teller: &Teller) -> io::Result<()> {
    place
        .turn(|ahead| teller.tell(Said::Waiting { ahead }))
        .await;
    let places = desk.places().await?;
    let tools = ready(desk, teller).await.map_err(io::Error::other)?;
    teller.tell(Said::Compiling {});
    let begun = Instant::now();
    let toolchain = match &tools.clippy {
        Some(clippy) if asked.program.contains("clippy::") => clippy,
        _ => &tools.toolchain,
    };
    let compiled = toolchain
        .compile_confined(
            &places.workshop,
            &asked.program,
            asked.original(),
            &desk.allowed.compilation(),
        )
        .await?;
    let words = words(&compiled, begun.elapsed());
    let Some(executable) = compiled.program else {
        teller.tell(Said::Refused(words));
        return Ok(());
    };
    teller.tell(Said::Compiled(words));
    let events = perform(desk, &places.stage, &executable, teller).await?;
    // A program may spoil its own recording; then it has no figure.
    if let Ok(events) = events
        && let Some((html, steps)) = draw::figure(&desk.root, events, asked, place.number()).await
    {
        teller.tell(Said::Figure { html, steps });
    }
    Ok(())
}

/// Waits until there is everything that a run needs.
async fn ready(desk: &Desk, teller: &Teller) -> Result<Arc<Tools>, String> {
    let mut ready = desk.ready.clone();
    loop {
        let now = ready.borrow_and_update().clone();
        match now {
            Ready::Now(tools) => return Ok(tools),
            Ready::Never(words) => return Err(words.to_string()),
            Ready::Soon(name) => teller.tell(Said::Building { name }),
        }
        if ready.changed().await.is_err() {
            return Err("What a run needs could not be got ready.".to_owned());
        }
    }
}

fn words(compiled: &Compiled, took: Duration) -> Words {
    let line = |marked: &runner::Marked| Line {
        line: marked.line,
        level: if marked.is_error { "error" } else { "warning" },
    };
    Words {
        seconds: took.as_secs_f64(),
        words: compiled.words.clone(),
        lines: compiled.lines.iter().map(line).collect(),
        cut: compiled.cut,
    }
}

/// Runs the program, tells what it prints and how it ends, and returns what was
/// recorded.
async fn perform(
    desk: &Desk,
    stage: &Sandbox,
    executable: &Path,
    teller: &Teller,
) -> io::Result<io::Result<Vec<Event>>> {
    let decoders = [Mutex::default(), Mutex::default()];
    let print = |stream: Stream, text: String| {
        if !text.is_empty() {
            teller.tell(match stream {
                Stream::Stdout => Said::Stdout { text },
                Stream::Stderr => Said::Stderr { text },
            });
        }
    };
    let printed = |stream: Stream, bytes: &[u8]| {
        let decoder: &Mutex<Decoder> = &decoders[stream as usize];
        let text = decoder.lock().expect("no panic holds it").text(bytes);
        print(stream, text);
    };
    let begun = Instant::now();
    let (run, events) =
        runner::record_confined(stage, executable, &desk.allowed.run(), &printed).await?;
    let took = begun.elapsed();
    for (decoder, stream) in decoders.into_iter().zip([Stream::Stdout, Stream::Stderr]) {
        print(
            stream,
            decoder.into_inner().expect("no panic held it").rest(),
        );
    }
    teller.tell(ended(&run, took, stage.level()));
    Ok(events)
}

fn ended(run: &Run, took: Duration, level: Level) -> Said {
    Said::Ended {
        seconds: took.as_secs_f64(),
        status: match run.end {
            End::Exited(status) => told(status, level),
            End::Stopped { after, .. } => format!("stopped after {} s", after.as_secs_f64()),
            End::Overfull { most } => format!("stopped: it held more than {} MiB", most >> 20),
        },
        success: matches!(run.end, End::Exited(status) if status.success()),
        stopped: !matches!(run.end, End::Exited(_)),
        cut: run.stdout.cut || run.stderr.cut,
    }
}

/// How a program ended. bwrap tells a signal as a shell does, by a status of 128
/// and its number.
fn told(status: ExitStatus, level: Level) -> String {
    match (level, status.code()) {
        (Level::Bubblewrap, Some(code @ 129..)) => {
            format!("exit status: {code} (ended by signal {})", code - 128)
        }
        _ => status.to_string(),
    }
}
