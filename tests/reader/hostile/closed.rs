use std::os::fd::{FromRawFd, OwnedFd};

fn main() {
    // SAFETY: nobody uses standard output after this.
    drop(unsafe { OwnedFd::from_raw_fd(1) });
    eprintln!("still here");
}
