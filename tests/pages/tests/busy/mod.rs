//! skeptic's `run_test`, and again when Linux says "text file busy".
//!
//! skeptic's threads start programs while others of them write theirs. A child
//! holds all files that its parent had open, until it becomes the program. So a
//! file that skeptic has written and closed may be open for writing a moment
//! longer, in a child that is about to let go of it; and such a file can't be
//! run.

/// Has the name of skeptic's module, which the generated tests call.
pub(crate) mod rt {
    use super::is_busy;
    use std::panic;

    /// How often a program is started before the system's word stands. Each
    /// try takes as long as the child takes to let go.
    const TRIES: usize = 100;

    pub(crate) fn run_test(root: &str, out: &str, target: &str, program: &str) {
        let run = || skeptic::rt::run_test(root, out, target, program);
        for _ in 1..TRIES {
            match panic::catch_unwind(run) {
                Ok(()) => return,
                Err(words) if words.downcast_ref().is_some_and(is_busy) => {}
                Err(words) => panic::resume_unwind(words),
            }
        }
        run();
    }
}

/// Whether skeptic could not run a program for that reason.
#[expect(clippy::ptr_arg, reason = "a panic's words are a `String`")]
pub(crate) fn is_busy(words: &String) -> bool {
    words.starts_with("Could not run") && words.contains("os error 26")
}
