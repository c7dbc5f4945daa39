//! The file that events are written to, as they happen.
//!
//! It is mapped into memory, and was made long enough by the runner: an event
//! costs a copy and no call of the system, and one that was copied is in the
//! file whatever becomes of the program. What was not written is zeros.

use memmap2::MmapMut;
use recording::{Event, Start, What};
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
    /// The event that is being written.
    bytes: Vec<u8>,
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
            bytes: Vec::with_capacity(256),
        })
    }

    /// Writes down what is now known of the start.
    pub(crate) fn start(&mut self, start: Start) {
        self.map[..Start::LENGTH].copy_from_slice(&start.encode());
    }

    /// Writes an event, or that it is the end: then it returns false.
    pub(crate) fn write(&mut self, event: &Event) -> bool {
        if self.left > 0 && self.copy(event, LAST) {
            self.left -= 1;
            return true;
        }
        let (at, what) = (event.at, What::Cut {});
        self.copy(&Event { at, what }, 0);
        false
    }

    /// Copies an event to the file, if there is so much room beyond it.
    fn copy(&mut self, event: &Event, beyond: usize) -> bool {
        self.bytes.clear();
        recording::encode(event, self.at, &mut self.bytes);
        let end = self.end + self.bytes.len();
        let fits = end + beyond <= self.map.len();
        if fits {
            self.ask_for_memory(end);
            self.map[self.end + 1..end].copy_from_slice(&self.bytes[1..]);
            // The first byte comes last: until it is there, this is the end. A
            // program that is killed leaves whole events.
            compiler_fence(Ordering::Release);
            self.map[self.end] = self.bytes[0];
            self.end = end;
            self.at = event.at;
        }
        fits
    }

    /// Asks for the memory of many lines at once: otherwise the system is
    /// interrupted for every page.
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
