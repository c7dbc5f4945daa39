//! The file that events are written to, as they happen.
//!
//! It is mapped into memory, and was made long enough by the runner: an event
//! costs a copy and no call of the system, and one that was copied is in the
//! file whatever becomes of the program. What was not written is zeros.

use memmap2::MmapMut;
use recording::{Event, SHORT, Start, What};
use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::atomic::{Ordering, compiler_fence};

/// Room for the last event, which says that there was more.
const LAST: usize = 64;

/// How much memory is asked for at once.
const CHUNK: usize = 256 * 1024;

/// A file of events, and how much goes into it.
pub(crate) struct Tape {
    map: MmapMut,
    /// Where the next event goes.
    end: usize,
    /// How far the system has given us memory, as far as we know.
    given: usize,
    /// How many more events there may be.
    left: u32,
    /// The time of the last event.
    at: u64,
}

impl Tape {
    /// Opens the runner's file.
    pub(crate) fn open(path: &Path, events: u32) -> io::Result<Tape> {
        let file = File::options().read(true).write(true).open(path)?;
        // SAFETY: the runner made the file for this program alone, and neither
        // changes nor shortens it while the program lives.
        #[expect(unsafe_code, reason = "a file can be changed by others")]
        let mut map = unsafe { MmapMut::map_mut(&file) }?;
        let start = map.get_mut(..Start::LENGTH);
        let start = start.ok_or(io::ErrorKind::StorageFull)?;
        start.copy_from_slice(&Start::default().encode());
        Ok(Tape {
            map,
            end: Start::LENGTH,
            given: 0,
            left: events,
            at: 0,
        })
    }

    /// Writes down what is now known of the start.
    pub(crate) fn start(&mut self, start: Start) {
        self.map[..Start::LENGTH].copy_from_slice(&start.encode());
    }

    /// Writes an event, or that it is the end: then it returns false.
    #[inline]
    pub(crate) fn write(&mut self, at: u64, what: What) -> bool {
        let after = at.saturating_sub(self.at);
        let is_written = self.left > 0
            && match self.write_short(&what, after) {
                Some(is_written) => is_written,
                None => self.copy_long(&Event { at, what }, after, LAST),
            };
        if is_written {
            self.left -= 1;
            self.at = at;
            return true;
        }
        let what = What::Cut {};
        self.copy_long(&Event { at, what }, after, 0);
        false
    }

    /// Writes an event without text, if there is room for the longest and some
    /// beyond it; none if the event has a text.
    #[inline]
    fn write_short(&mut self, what: &What, after: u64) -> Option<bool> {
        let end = self.end + SHORT;
        if end + LAST > self.map.len() {
            return Some(false);
        }
        if end > self.given {
            self.ask_for_memory(end);
        }
        let room = self.map[self.end..].first_chunk_mut()?;
        let (kind, length) = recording::short(what, after, room)?;
        self.finish(kind, length);
        Some(true)
    }

    /// Copies an event with a text, if there is so much room beyond it.
    #[cold]
    fn copy_long(&mut self, event: &Event, after: u64, beyond: usize) -> bool {
        let bytes = recording::long(event, after);
        let end = self.end + bytes.len();
        if end + beyond > self.map.len() {
            return false;
        }
        self.ask_for_memory(end);
        self.map[self.end + 1..end].copy_from_slice(&bytes[1..]);
        self.finish(bytes[0], bytes.len());
        true
    }

    /// The first byte comes last: until it is there, this is the end. A program
    /// that is killed leaves whole events.
    #[inline]
    fn finish(&mut self, kind: u8, length: usize) {
        compiler_fence(Ordering::Release);
        self.map[self.end] = kind;
        self.end += length;
    }

    /// Asks for the memory of many lines at once: otherwise the system is
    /// interrupted for every page.
    #[cold]
    fn ask_for_memory(&mut self, end: usize) {
        while self.given < end {
            let length = CHUNK.min(self.map.len() - self.given);
            #[cfg(target_os = "linux")]
            let _old_system =
                self.map
                    .advise_range(memmap2::Advice::PopulateWrite, self.given, length);
            self.given += length;
        }
    }
}
