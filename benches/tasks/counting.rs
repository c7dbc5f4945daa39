//! The system's allocator, which counts when it is told to.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Off while anything is timed: a load is all that it costs then.
static ON: AtomicBool = AtomicBool::new(false);
static BYTES: AtomicUsize = AtomicUsize::new(0);
static TIMES: AtomicUsize = AtomicUsize::new(0);

struct Counting;

#[expect(unsafe_code, reason = "an allocator can't be written without")]
// SAFETY: every call goes to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if ON.load(Relaxed) {
            BYTES.fetch_add(layout.size(), Relaxed);
            TIMES.fetch_add(1, Relaxed);
        }
        // SAFETY: the caller keeps `alloc`'s contract.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps `dealloc`'s contract, and `pointer` is
        // from `System`.
        unsafe { System.dealloc(pointer, layout) }
    }
}

/// What was allocated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Allocated {
    /// In bytes, as they were asked for.
    pub(crate) bytes: usize,
    /// In how many pieces.
    pub(crate) times: usize,
}

/// What `work` allocates. Nothing else runs beside it.
pub(crate) fn count<Output>(work: impl FnOnce() -> Output) -> (Output, Allocated) {
    BYTES.store(0, Relaxed);
    TIMES.store(0, Relaxed);
    ON.store(true, Relaxed);
    let output = work();
    ON.store(false, Relaxed);
    let allocated = Allocated {
        bytes: BYTES.load(Relaxed),
        times: TIMES.load(Relaxed),
    };
    (output, allocated)
}
