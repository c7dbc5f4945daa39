//! Ends a program that is still running after 30 s, and says so.
//!
//! Linked into each page's program, which skeptic starts without a limit.
//! `PAGES_WATCHDOG_SECONDS` (1 to 99) shortens the time for the test of this
//! file.
#![no_std]

use core::ffi::{c_char, c_int, c_uint, c_void};
use core::sync::atomic::{AtomicU32, Ordering::Relaxed};

unsafe extern "C" {
    fn alarm(seconds: c_uint) -> c_uint;
    fn signal(number: c_int, handler: extern "C" fn(c_int)) -> usize;
    fn getenv(name: *const c_char) -> *const c_char;
    fn write(file: c_int, bytes: *const c_void, count: usize) -> isize;
    fn _exit(status: c_int) -> !;
}

const SIGALRM: c_int = 14; // on Linux and macOS
const STANDARD_ERROR: c_int = 2;

/// What a shell reports for a program ended by SIGALRM.
const STATUS: c_int = 128 + SIGALRM;

/// How long the program may run.
static LIMIT: AtomicU32 = AtomicU32::new(30);

extern "C" fn stop(_signal: c_int) {
    say(b"the watchdog stopped this program: it was still running after ");
    let limit = LIMIT.load(Relaxed);
    if limit > 9 {
        say(&[b'0' + (limit / 10 % 10) as u8]);
    }
    say(&[b'0' + (limit % 10) as u8]);
    say(b" s\n");
    // SAFETY: it is safe in a handler.
    unsafe { _exit(STATUS) }
}

fn say(words: &[u8]) {
    // SAFETY: the buffer is `words`, and the call is safe in a handler.
    unsafe { write(STANDARD_ERROR, words.as_ptr().cast(), words.len()) };
}

extern "C" fn arm() {
    // SAFETY: the name ends with a zero; `seconds` reads up to a zero; the
    // handler calls only what a handler may.
    unsafe {
        let asked = getenv(c"PAGES_WATCHDOG_SECONDS".as_ptr());
        if !asked.is_null() {
            LIMIT.store(seconds(asked), Relaxed);
        }
        signal(SIGALRM, stop);
        alarm(LIMIT.load(Relaxed));
    }
}

/// Reads a number in decimal.
///
/// # Safety
/// `text` points to bytes that end with a zero.
unsafe fn seconds(mut text: *const c_char) -> c_uint {
    let mut number = 0;
    loop {
        // SAFETY: no zero has been met before `text`.
        let digit = unsafe { *text } as u8;
        if !digit.is_ascii_digit() {
            return number;
        }
        number = number * 10 + c_uint::from(digit - b'0');
        // SAFETY: this byte was a digit, so at least the zero follows.
        text = unsafe { text.add(1) };
    }
}

// The system runs what stands in this section before `main`.
#[used]
#[cfg_attr(target_os = "macos", unsafe(link_section = "__DATA,__mod_init_func"))]
#[cfg_attr(not(target_os = "macos"), unsafe(link_section = ".init_array"))]
static ARM: extern "C" fn() = arm;
