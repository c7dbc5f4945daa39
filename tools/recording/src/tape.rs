//! How events pass from the recorded program to the runner.
//!
//! Text is for reading, and too long to be written at every step of a program:
//! memory that nobody used before costs more time than all else. An event here
//! is a byte that tells its kind, the time since the one before, and its
//! numbers, seven bits a byte: five bytes, mostly. Those with text are a line of
//! the recording. A kind of zero is the end.
//!
//! Before the first event stands a [`Start`].

use crate::text::line;
use crate::{Event, Unreadable, What};

/// The first byte of a tape, and its version.
const VERSION: u8 = 1;

/// What a tape begins with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Start {
    /// When the first event happened, on the system's clock: microseconds since
    /// the beginning of 1970. Zero before that.
    pub first: u64,
    /// Whether events stand on a clock of tokio's that was paused.
    pub paused: bool,
}

impl Start {
    /// How many bytes it takes.
    pub const LENGTH: usize = 10;

    /// Its bytes. The first is never zero.
    pub fn encode(self) -> [u8; Start::LENGTH] {
        let mut bytes = [VERSION; Start::LENGTH];
        bytes[1..9].copy_from_slice(&self.first.to_le_bytes());
        bytes[9] = self.paused.into();
        bytes
    }

    fn decode(bytes: &[u8]) -> Option<(Start, &[u8])> {
        let (start, rest) = bytes.split_first_chunk::<{ Start::LENGTH }>()?;
        let [VERSION, first @ .., paused] = start else {
            return None;
        };
        let first = u64::from_le_bytes(*first);
        let paused = *paused != 0;
        Some((Start { first, paused }, rest))
    }
}

/// The bytes of an event. They are written behind the first, and then that.
///
/// `since` is the time of the event before.
pub fn encode(event: &Event, since: u64, bytes: &mut Vec<u8>) {
    let (kind, numbers): (u8, [Option<u64>; 2]) = match event.what {
        What::Enter { task, thread } => (1, [Some(task.into()), Some(thread.into())]),
        What::Exit { task } => (2, [Some(task.into()), None]),
        What::Close { task } => (3, [Some(task.into()), None]),
        What::Wait { leaf, milliseconds } => (4, [Some(leaf.into()), Some(milliseconds)]),
        What::Poll { leaf, ready, task } => (
            if ready { READY } else { PENDING },
            // Tasks are numbered from one: zero is none.
            [Some(leaf.into()), Some(task.unwrap_or(0).into())],
        ),
        What::Gone { leaf } => (7, [Some(leaf.into()), None]),
        What::Wake { task, by: None } => (8, [Some(task.into()), None]),
        What::Wake { task, by: Some(by) } => (9, [Some(task.into()), Some(by.into())]),
        _ => (TEXT, [None, None]),
    };
    bytes.push(kind);
    push(event.at.saturating_sub(since), bytes);
    for number in numbers.into_iter().flatten() {
        push(number, bytes);
    }
    if kind == TEXT {
        let line = line(event);
        push(line.len() as u64, bytes);
        bytes.extend_from_slice(line.as_bytes());
    }
}

/// The kinds of a leaf's poll.
const PENDING: u8 = 5;
const READY: u8 = 6;

/// The kind of an event that is a line of text.
const TEXT: u8 = 10;

fn push(mut number: u64, bytes: &mut Vec<u8>) {
    while number > 0x7f {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// The start of a tape, and all its events, up to its end.
///
/// # Errors
///
/// [`Unreadable::NoTape`] when nobody began to write, [`Unreadable::Tape`] when
/// these are no events.
pub fn decode(bytes: &[u8]) -> Result<(Start, Vec<Event>), Unreadable> {
    let mut events = Vec::new();
    let (start, rest) = Start::decode(bytes).ok_or(Unreadable::NoTape)?;
    let mut rest = Rest(rest);
    let mut at = 0;
    while let Some((&kind @ 1.., behind)) = rest.0.split_first() {
        rest.0 = behind;
        let event = rest.event(kind, &mut at);
        events.push(event.ok_or(Unreadable::Tape(events.len() + 1))?);
    }
    Ok((start, events))
}

/// What is not decoded yet.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn event(&mut self, kind: u8, at: &mut u64) -> Option<Event> {
        *at = at.checked_add(self.long()?)?;
        let what = match kind {
            1 => What::Enter {
                task: self.number()?,
                thread: self.number()?,
            },
            2 => What::Exit {
                task: self.number()?,
            },
            3 => What::Close {
                task: self.number()?,
            },
            4 => What::Wait {
                leaf: self.number()?,
                milliseconds: self.long()?,
            },
            PENDING | READY => What::Poll {
                leaf: self.number()?,
                ready: kind == READY,
                task: Some(self.number()?).filter(|task| *task > 0),
            },
            7 => What::Gone {
                leaf: self.number()?,
            },
            8 => What::Wake {
                task: self.number()?,
                by: None,
            },
            9 => What::Wake {
                task: self.number()?,
                by: Some(self.number()?),
            },
            TEXT => {
                let length = usize::try_from(self.long()?).ok()?;
                let (line, rest) = self.0.split_at_checked(length)?;
                self.0 = rest;
                return serde_json::from_slice(line).ok();
            }
            _ => return None,
        };
        Some(Event { at: *at, what })
    }

    fn number(&mut self) -> Option<u32> {
        self.long()?.try_into().ok()
    }

    fn long(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tests::what;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_encoded_is_decoded(
            steps in proptest::collection::vec((0..1u64 << 50, what()), 0..20),
        ) {
            let start = Start { first: 1 << 50, paused: true };
            let (mut events, mut bytes, mut now) = (Vec::new(), start.encode().to_vec(), 0);
            for (step, what) in steps {
                let event = Event { at: now + step, what };
                encode(&event, now, &mut bytes);
                now += step;
                events.push(event);
            }
            prop_assert_eq!(decode(&bytes), Ok((start, events.clone())));
            bytes.extend([0, 7, 7]);
            prop_assert_eq!(decode(&bytes), Ok((start, events)));
        }

        #[test]
        fn no_bytes_are_too_strange(mut bytes: Vec<u8>) {
            bytes.splice(..0, Start::default().encode());
            let _any = decode(&bytes);
        }
    }
}
