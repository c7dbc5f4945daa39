//! Recordings as text: a header, a line for each event, and how many there are.

use crate::Event;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The version of the format that this crate reads and writes.
pub const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Header {
    recording: u32,
}

/// The last line: without it, a file that was cut short between two lines could
/// not be told from a whole one.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Footer {
    events: usize,
}

/// The text of a whole recording.
pub fn write(events: &[Event]) -> String {
    let mut text = header();
    text.extend(events.iter().map(line));
    let events = events.len();
    text + &with_end(&Footer { events })
}

fn header() -> String {
    with_end(&Header { recording: VERSION })
}

/// The line of one event, with its end.
pub(crate) fn line(event: &Event) -> String {
    with_end(event)
}

fn with_end(value: &impl Serialize) -> String {
    let mut line = serde_json::to_string(value).expect("numbers and text become JSON");
    line.push('\n');
    line
}

/// Why a text is no recording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// It does not begin like one.
    NoHeader,
    /// It is of another version, and this is which.
    Version(u32),
    /// A line is no event: its number, from one, and why.
    Line(usize, String),
    /// Nobody has written to a tape: the program was not recorded.
    NoTape,
    /// An event of a tape is none: its number, from one.
    Tape(usize),
    /// The last line is missing or has no end: the file was cut short.
    Truncated,
    /// The last line counts other events than there are: how many it counts,
    /// and how many there are.
    Count(usize, usize),
}

impl std::error::Error for Unreadable {}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unreadable::NoHeader => write!(
                f,
                "this is no recording: its first line is not {}",
                header().trim_end()
            ),
            Unreadable::Version(version) => write!(
                f,
                "this recording is of version {version}, and only version {VERSION} can be read: record the program again"
            ),
            Unreadable::Line(number, why) => write!(f, "line {number} is no event: {why}"),
            Unreadable::NoTape => write!(f, "the program has recorded nothing"),
            Unreadable::Tape(number) => write!(f, "event {number} of the tape is none"),
            Unreadable::Truncated => write!(
                f,
                "the end is missing: the recording is not whole, record the program again"
            ),
            Unreadable::Count(counted, there) => write!(
                f,
                "the last line counts {counted} events, and there are {there}: record the program again"
            ),
        }
    }
}

/// Reads a whole recording.
///
/// # Errors
///
/// Says why the text is none: an unknown version, a line that is no event, an
/// end that is missing.
pub fn read(text: &str) -> Result<Vec<Event>, Unreadable> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    let header: Header = serde_json::from_str(first).map_err(|_| Unreadable::NoHeader)?;
    if header.recording != VERSION {
        return Err(Unreadable::Version(header.recording));
    }
    let last = lines.next_back().filter(|last| last.ends_with('\n'));
    let counted = last.and_then(|last| serde_json::from_str::<Footer>(last).ok());
    let Some(Footer { events: counted }) = counted else {
        return Err(Unreadable::Truncated);
    };
    let event = |(index, line)| {
        serde_json::from_str(line).map_err(|error| Unreadable::Line(index + 2, error.to_string()))
    };
    let events: Vec<Event> = lines.enumerate().map(event).collect::<Result<_, _>>()?;
    if events.len() != counted {
        return Err(Unreadable::Count(counted, events.len()));
    }
    Ok(events)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::{Kind, What};
    use proptest::prelude::*;

    fn number() -> impl Strategy<Value = u32> {
        1..u32::MAX
    }

    pub(crate) fn what() -> impl Strategy<Value = What> {
        let some = || proptest::option::of(number());
        let kind = prop_oneof![
            Just(Kind::BlockOn),
            Just(Kind::Task),
            Just(Kind::Blocking),
            Just(Kind::Traced)
        ];
        prop_oneof![
            (
                number(),
                kind,
                number(),
                number(),
                some(),
                proptest::option::of(".*")
            )
                .prop_map(|(id, kind, line, column, by, name)| What::Task {
                    id,
                    kind,
                    line,
                    column,
                    by,
                    name,
                }),
            (number(), number()).prop_map(|(task, thread)| What::Enter { task, thread }),
            number().prop_map(|task| What::Exit { task }),
            number().prop_map(|task| What::Close { task }),
            number().prop_map(|task| What::Ready { task }),
            (number(), ".*", number(), number(), some()).prop_map(
                |(id, kind, line, column, task)| What::Leaf {
                    id,
                    kind,
                    line,
                    column,
                    task
                }
            ),
            (number(), any::<u64>())
                .prop_map(|(leaf, milliseconds)| What::Wait { leaf, milliseconds }),
            (number(), any::<bool>(), some()).prop_map(|(leaf, ready, task)| What::Poll {
                leaf,
                ready,
                task
            }),
            number().prop_map(|leaf| What::Gone { leaf }),
            (number(), some()).prop_map(|(task, by)| What::Wake { task, by }),
            (number(), "(?s).*", some()).prop_map(|(line, text, task)| What::Print {
                line,
                text,
                task
            }),
            (number(), number(), "(?s).*", some()).prop_map(|(line, column, text, task)| {
                What::Panic {
                    line,
                    column,
                    text,
                    task,
                }
            }),
            Just(What::Cut {}),
            Just(What::Stopped {}),
        ]
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            events in proptest::collection::vec(
                (any::<u64>(), what()).prop_map(|(at, what)| Event { at, what }),
                0..20,
            )
        ) {
            prop_assert_eq!(read(&write(&events)), Ok(events));
        }
    }

    #[test]
    fn the_sample_is_a_recording() {
        let events = read(include_str!("sample.jsonl")).unwrap();
        assert_eq!(events.len(), 2);
        assert_eq!(write(&events), include_str!("sample.jsonl"));
    }

    #[test]
    fn another_version_is_refused() {
        assert_eq!(read("{\"recording\":2}\n"), Err(Unreadable::Version(2)));
    }

    #[test]
    fn a_text_without_header_is_refused() {
        for text in ["", "\n", "{\"at\":0,\"cut\":{}}\n", "<svg/>"] {
            assert_eq!(read(text), Err(Unreadable::NoHeader));
        }
    }

    #[test]
    fn a_file_that_was_cut_short_is_refused() {
        let what = What::Exit { task: 1 };
        let whole = write(&[Event { at: 0, what }]);
        assert!(read(&whole).is_ok());
        let header = header().len();
        for end in header..whole.len() {
            assert_eq!(read(&whole[..end]), Err(Unreadable::Truncated), "{end}");
        }
    }

    #[test]
    fn lines_that_are_missing_in_the_middle_are_missed() {
        let text = header() + "{\"events\":2}\n";
        assert_eq!(read(&text), Err(Unreadable::Count(2, 0)));
    }

    #[test]
    fn a_line_that_is_no_event_is_named() {
        let events = "{\"at\":0,\"exit\":{\"task\":1}}\n{\"at\":0,\"nap\":{}}\n";
        let text = header() + events + "{\"events\":2}\n";
        let Err(Unreadable::Line(3, why)) = read(&text) else {
            panic!("it was read");
        };
        assert!(why.contains("no variant"), "{why}");
    }
}
