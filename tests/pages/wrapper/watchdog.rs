//! Ends a program that is still running after 30 s, and says so.
//!
//! Linked into each page's program, which skeptic starts without a limit.
//! `PAGES_WATCHDOG_MILLISECONDS` shortens the time for the test of this file.
#![no_std]

use core::ffi::{c_char, c_int, c_long, c_uint, c_void};
use core::sync::atomic::{AtomicU32, Ordering::Relaxed};

unsafe extern "C" {
    fn setitimer(which: c_int, new: *const [Time; 2], old: *mut [Time; 2]) -> c_int;
    fn signal(number: c_int, handler: extern "C" fn(c_int)) -> usize;
    fn getenv(name: *const c_char) -> *const c_char;
    fn write(file: c_int, bytes: *const c_void, count: usize) -> isize;
    fn _exit(status: c_int) -> !;
}

/// C's `timeval`. An `itimerval` is two of them: the interval after the first
/// alarm, where zeros mean none, and the time until the first.
#[repr(C)]
struct Time {
    seconds: c_long,
    microseconds: c_long,
}

const ITIMER_REAL: c_int = 0; // on Linux and macOS, like the two below
const SIGALRM: c_int = 14;
const STANDARD_ERROR: c_int = 2;

/// What a shell reports for a program ended by SIGALRM.
const STATUS: c_int = 128 + SIGALRM;

/// How long the program may run, in milliseconds.
static LIMIT: AtomicU32 = AtomicU32::new(30_000);

extern "C" fn stop(_signal: c_int) {
    let limit = LIMIT.load(Relaxed);
    say(b"the watchdog stopped this program: it was still running after ");
    say_number(if limit < 1000 { limit } else { limit / 1000 });
    say(if limit < 1000 { b" ms\n" } else { b" s\n" });
    // SAFETY: it is safe in a handler.
    unsafe { _exit(STATUS) }
}

fn say(words: &[u8]) {
    // SAFETY: the buffer is `words`, and the call is safe in a handler.
    unsafe { write(STANDARD_ERROR, words.as_ptr().cast(), words.len()) };
}

fn say_number(number: u32) {
    if number > 9 {
        say_number(number / 10);
    }
    say(&[b'0' + (number % 10) as u8]);
}

extern "C" fn arm() {
    // SAFETY: the name ends with a zero; `number` reads up to a zero; the timer
    // reads two times that are there; the handler calls what a handler may.
    unsafe {
        let asked = getenv(c"PAGES_WATCHDOG_MILLISECONDS".as_ptr());
        if !asked.is_null() {
            LIMIT.store(number(asked), Relaxed);
        }
        let limit = LIMIT.load(Relaxed) as c_long;
        let never = Time {
            seconds: 0,
            microseconds: 0,
        };
        let first = Time {
            seconds: limit / 1000,
            microseconds: limit % 1000 * 1000,
        };
        signal(SIGALRM, stop);
        setitimer(ITIMER_REAL, &[never, first], core::ptr::null_mut());
    }
}

/// Reads a number in decimal.
///
/// # Safety
/// `text` points to bytes that end with a zero.
unsafe fn number(mut text: *const c_char) -> c_uint {
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
