//! Compiles programs both ways, and tells what was recorded in few words.

use recording::{Event, Kind, What};
use runner::{Limits, Recorded, Run, Toolchain, record, run};
use std::path::Path;
use std::sync::LazyLock;

pub(crate) static PLAIN: LazyLock<Toolchain> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    Toolchain::prepare(&root).expect("the workspace builds")
});

static RECORDING: LazyLock<Toolchain> =
    LazyLock::new(|| PLAIN.recording().unwrap_or_else(|error| panic!("{error}")));

/// A program whose `main` is paused and consists of this body, on line 3.
pub(crate) fn paused(body: &str) -> String {
    format!(
        "use std::time::Duration;\n\
         #[tokio::main(flavor = \"current_thread\", start_paused = true)] async fn main() {{\n\
         {body}\n}}\n"
    )
}

pub(crate) fn record_within(source: &str, limits: &Limits) -> Recorded {
    let program = RECORDING.compile(source);
    let program = program.unwrap_or_else(|error| panic!("{error}"));
    record(&program, limits).expect("it is recorded")
}

pub(crate) fn recorded(source: &str) -> Recorded {
    record_within(source, &Limits::default())
}

pub(crate) fn unrecorded(source: &str) -> Run {
    let program = PLAIN.compile(source).expect("the program compiles");
    run(&program, &Limits::default()).expect("the program starts")
}

/// What happened, in order: an event a line, with the time where it changes.
pub(crate) fn story(recorded: &Recorded) -> String {
    let mut story = String::new();
    let mut now = 0;
    for event in &recorded.events {
        if event.at != now {
            now = event.at;
            story.push_str(&format!("-- {} us\n", event.at));
        }
        story.push_str(&words(event));
        story.push('\n');
    }
    story
}

fn words(Event { what, .. }: &Event) -> String {
    let by = |task: &Option<u32>| task.map_or(String::new(), |task| format!(" by {task}"));
    match what {
        What::Task {
            id,
            kind,
            by: from,
            name,
            ..
        } => {
            let kind = match kind {
                Kind::Traced => {
                    let name = name.as_deref().unwrap_or_default();
                    return format!("traced {id} {name}{}", by(from));
                }
                Kind::BlockOn => "block_on",
                Kind::Task => "task",
                Kind::Blocking => "blocking",
            };
            format!("{kind} {id}{}", by(from))
        }
        What::Enter { task, .. } => format!("enter {task}"),
        What::Ready { task } => format!("task ready {task}"),
        What::Exit { task } => format!("exit {task}"),
        What::Close { task } => format!("close {task}"),
        What::Leaf { id, kind, task, .. } => format!("leaf {id} {kind}{}", by(task)),
        What::Wait { leaf, milliseconds } => format!("wait {leaf} {milliseconds} ms"),
        What::Poll {
            leaf, ready: true, ..
        } => format!("ready {leaf}"),
        What::Poll {
            leaf, ready: false, ..
        } => format!("pending {leaf}"),
        What::Gone { leaf } => format!("gone {leaf}"),
        What::Wake { task, by: from } => format!("wake {task}{}", by(from)),
        What::Print { line, text, task } => format!("print {line} {text:?}{}", by(task)),
        What::Panic {
            line, text, task, ..
        } => format!("panic {line} {text:?}{}", by(task)),
        What::Cut {} => "cut".to_string(),
        What::Stopped {} => "stopped".to_string(),
    }
}
