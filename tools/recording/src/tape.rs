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

/// How many bytes an event without text takes at most.
pub const SHORT: usize = 32;

/// Writes an event, if it has no text, into room that is filled with zeros, all
/// but its first byte, which is returned with their number. `after` is how long
/// it came after the one before.
///
/// This is called at each step of a recorded program.
#[inline]
pub fn short(what: &What, after: u64, room: &mut [u8; SHORT]) -> Option<(u8, usize)> {
    const NONE: u64 = u64::MAX;
    let (kind, one, other): (u8, u64, u64) = match *what {
        What::Enter { task, thread } => (1, task.into(), thread.into()),
        What::Exit { task } => (2, task.into(), NONE),
        What::Close { task } => (3, task.into(), NONE),
        What::Wait { leaf, milliseconds } if milliseconds < NONE => (4, leaf.into(), milliseconds),
        // Tasks are numbered from one: zero is none.
        What::Poll { leaf, ready, task } => (
            if ready { READY } else { PENDING },
            leaf.into(),
            task.unwrap_or(0).into(),
        ),
        What::Gone { leaf } => (7, leaf.into(), NONE),
        What::Wake { task, by: None } => (8, task.into(), NONE),
        What::Wake { task, by: Some(by) } => (9, task.into(), by.into()),
        What::Ready { task } => (DONE, task.into(), NONE),
        _ => return None,
    };
    let mut length = 1;
    // Three numbers take 25 bytes at most.
    let mut put = |mut number: u64| {
        while number > 0x7f {
            room[length] = number as u8 | 0x80;
            length += 1;
            number >>= 7;
        }
        room[length] = number as u8;
        length += 1;
    };
    put(after);
    put(one);
    if other != NONE {
        put(other);
    }
    Some((kind, length))
}

/// The bytes of an event that has a text: a line of the recording. They are
/// written behind the first, and then that.
pub fn long(event: &Event, after: u64) -> Vec<u8> {
    let line = line(event);
    let mut bytes = vec![TEXT];
    push(after, &mut bytes);
    push(line.len() as u64, &mut bytes);
    bytes.extend_from_slice(line.as_bytes());
    bytes
}

/// The kinds of a leaf's poll.
const PENDING: u8 = 5;
const READY: u8 = 6;

/// The kind of a task's ready answer.
const DONE: u8 = 11;

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
            DONE => What::Ready {
                task: self.number()?,
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
                let mut room = [0; SHORT];
                match short(&event.what, step, &mut room) {
                    Some((kind, length)) => {
                        bytes.push(kind);
                        bytes.extend(&room[1..length]);
                    }
                    None => bytes.extend(long(&event, step)),
                }
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
