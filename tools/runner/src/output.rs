//! What a program prints, read up to a bound.

use std::io;
use tokio::io::{AsyncRead, AsyncReadExt};

/// What a program wrote to one of its two outputs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Printed {
    /// The bytes, up to the limit.
    pub bytes: Vec<u8>,
    /// Whether the program wrote more than the limit.
    pub cut: bool,
}

impl Printed {
    /// The text, with a replacement character for what is not UTF-8. If it was
    /// cut, it ends with the last whole line, if there is one.
    pub fn text(&self) -> String {
        let text = String::from_utf8_lossy(&self.bytes);
        let whole_lines = text.rfind('\n').map_or(text.len(), |end| end + 1);
        let shown = if self.cut { whole_lines } else { text.len() };
        text[..shown].to_string()
    }

    /// Keeps as much as the limit allows, and returns what it kept.
    fn push<'bytes>(&mut self, bytes: &'bytes [u8], limit: usize) -> &'bytes [u8] {
        let room = limit.saturating_sub(self.bytes.len()).min(bytes.len());
        self.bytes.extend_from_slice(&bytes[..room]);
        self.cut |= room < bytes.len();
        &bytes[..room]
    }
}

/// Which of its outputs a program wrote to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// Standard output.
    Stdout,
    /// Standard error.
    Stderr,
}

/// Is called with what a program writes, as it comes and up to the limit.
pub type Tell<'a> = &'a (dyn Fn(Stream, &[u8]) + Sync);

/// Reads both outputs side by side until nobody holds them open any more.
pub(crate) async fn read_both(
    (stdout, out): (Option<impl AsyncRead + Unpin>, &mut Printed),
    (stderr, err): (Option<impl AsyncRead + Unpin>, &mut Printed),
    limit: usize,
    tell: Tell<'_>,
) {
    // A pipe that fails has said all that it will say.
    let _ends = tokio::join!(
        read(stdout, out, limit, |bytes| tell(Stream::Stdout, bytes)),
        read(stderr, err, limit, |bytes| tell(Stream::Stderr, bytes)),
    );
}

/// Reads to the end, also past the limit: a program that prints on must not
/// wait for us, or it would seem to hang.
async fn read(
    pipe: Option<impl AsyncRead + Unpin>,
    printed: &mut Printed,
    limit: usize,
    tell: impl Fn(&[u8]),
) -> io::Result<()> {
    let Some(mut pipe) = pipe else {
        return Ok(());
    };
    let mut buffer = [0; 8 * 1024];
    loop {
        match pipe.read(&mut buffer).await? {
            0 => return Ok(()),
            count => match printed.push(&buffer[..count], limit) {
                [] => {}
                kept => tell(kept),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str, limit: usize) -> Printed {
        let mut printed = Printed::default();
        printed.push(text.as_bytes(), limit);
        printed
    }

    #[test]
    fn a_cut_text_ends_with_a_whole_line() {
        assert_eq!(printed("flash\nflash\n", 8).text(), "flash\n");
        assert_eq!(printed("flash\nflash\n", 12).text(), "flash\nflash\n");
        assert_eq!(printed("flash", 3).text(), "fla");
    }

    #[test]
    fn a_text_up_to_the_limit_is_not_cut() {
        assert!(!printed("flash\n", 6).cut);
        assert!(printed("flash\n", 5).cut);
    }
}
