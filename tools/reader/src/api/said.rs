//! What a page is told of a run: one JSON object a line.

use figure::Steps;
use serde::Serialize;

/// A line. Each is an object with one key.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Said {
    /// Other runs are before this one.
    Waiting {
        /// How many.
        ahead: usize,
    },
    /// What every run needs is being built.
    Building {
        /// The crate that was built last; empty before the first.
        #[serde(rename = "crate")]
        name: String,
    },
    /// The compiler has begun.
    Compiling {},
    /// The compiler refuses the program, and this is the end.
    Refused(Words),
    /// The program is compiled, and begins.
    Compiled(Words),
    /// It has printed something.
    Stdout {
        /// Not always whole lines.
        text: String,
    },
    /// It has printed something on standard error.
    Stderr {
        /// Not always whole lines.
        text: String,
    },
    /// It has ended.
    Ended {
        /// How long it ran.
        seconds: f64,
        /// How it ended, as the system says it: `exit status: 0`.
        status: String,
        /// Whether it ended well.
        success: bool,
        /// Whether its time was up.
        stopped: bool,
        /// Whether it printed more than is told.
        cut: bool,
    },
    /// What its tasks did, drawn.
    Figure {
        /// As on the book's own pages.
        html: String,
        /// What happens in it, event by event; none in a picture of memory.
        steps: Option<Steps>,
    },
    /// Something of ours has failed, and this is the end.
    Failed {
        /// What, and what to do about it.
        words: String,
    },
}

/// What a compiler said.
#[derive(Debug, Serialize)]
pub(super) struct Words {
    /// How long it took.
    pub(super) seconds: f64,
    /// Its own words; empty if it had nothing to say.
    pub(super) words: String,
    /// The program's lines that it points at.
    pub(super) lines: Vec<Line>,
    /// Whether it said more.
    pub(super) cut: bool,
}

/// A line of a program.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    /// Its number, from 1.
    pub(super) line: usize,
    /// `error` or `warning`.
    pub(super) level: &'static str,
}

impl Said {
    /// As it is sent.
    pub(super) fn line(&self) -> String {
        serde_json::to_string(self).expect("strings and numbers become JSON") + "\n"
    }
}

/// Makes text of the bytes of one output, which come in pieces: a character may
/// be cut in two.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    /// The beginning of a character.
    begun: Vec<u8>,
}

impl Decoder {
    /// The text of the next bytes, with U+FFFD for what is no text.
    pub(super) fn text(&mut self, bytes: &[u8]) -> String {
        self.begun.extend_from_slice(bytes);
        let mut text = String::new();
        let mut read = 0;
        for chunk in self.begun.utf8_chunks() {
            text.push_str(chunk.valid());
            read += chunk.valid().len();
            let invalid = chunk.invalid();
            let is_last = read + invalid.len() == self.begun.len();
            if is_last && is_beginning(invalid) {
                break;
            }
            if !invalid.is_empty() {
                text.push(char::REPLACEMENT_CHARACTER);
                read += invalid.len();
            }
        }
        self.begun.drain(..read);
        text
    }

    /// What is left when no more comes.
    pub(super) fn rest(self) -> String {
        String::from_utf8_lossy(&self.begun).into_owned()
    }
}

/// Whether bytes may become a character with more of them.
fn is_beginning(bytes: &[u8]) -> bool {
    str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_in_two_pieces_is_one() {
        let text = "−6 °C\n";
        for cut in 0..=text.len() {
            let (one, other) = text.as_bytes().split_at(cut);
            let mut decoder = Decoder::default();
            let told = decoder.text(one) + &decoder.text(other);
            assert_eq!(told, text, "cut at {cut}");
            assert_eq!(decoder.rest(), "");
        }
    }

    #[test]
    fn what_is_no_text_is_told_as_that() {
        let mut decoder = Decoder::default();
        assert_eq!(decoder.text(b"a\xff\xfeb\xc3"), "a\u{fffd}\u{fffd}b");
        assert_eq!(decoder.text(b"("), "\u{fffd}(");
        assert_eq!(decoder.text(b"\xe2\x88"), "");
        assert_eq!(decoder.rest(), "\u{fffd}");
    }

    #[test]
    fn a_line_is_an_object_with_one_key() {
        let line = Said::Waiting { ahead: 2 }.line();
        assert_eq!(line, "{\"waiting\":{\"ahead\":2}}\n");
        assert_eq!(Said::Compiling {}.line(), "{\"compiling\":{}}\n");
    }
}
