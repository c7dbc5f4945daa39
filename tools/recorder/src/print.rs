//! What the macros call: prints as std does, and listens.

use crate::state::{self, Recorder};
use recording::What;
use std::cell::RefCell;
use std::fmt::{self, Arguments, Display, Formatter, Write};

/// Prints to standard output. For the macros.
pub fn print(line: u32, arguments: Arguments<'_>) {
    match state::recorder() {
        Some(recorder) => {
            let heard = Heard::new(arguments);
            std::print!("{heard}");
            heard.tell(recorder, line);
        }
        None => std::print!("{arguments}"),
    }
}

/// Prints to standard error. For the macros.
pub fn print_error(line: u32, arguments: Arguments<'_>) {
    match state::recorder() {
        Some(recorder) => {
            let heard = Heard::new(arguments);
            std::eprint!("{heard}");
            heard.tell(recorder, line);
        }
        None => std::eprint!("{arguments}"),
    }
}

/// Keeps what it displays. The pieces go on as they come, because a value may
/// print by itself while it is being displayed, or panic: the output has to be
/// what it is without us.
struct Heard<'a> {
    arguments: Arguments<'a>,
    text: RefCell<String>,
}

impl<'a> Heard<'a> {
    fn new(arguments: Arguments<'a>) -> Heard<'a> {
        Heard {
            arguments,
            text: RefCell::default(),
        }
    }

    fn tell(self, recorder: &Recorder, line: u32) {
        let mut text = self.text.into_inner();
        if text.ends_with('\n') {
            text.pop();
        }
        recorder.tell(|_, thread| What::Print {
            line,
            text,
            task: thread.task(),
        });
    }
}

impl Display for Heard<'_> {
    fn fmt(&self, onward: &mut Formatter<'_>) -> fmt::Result {
        let text = &self.text;
        Both { onward, text }.write_fmt(self.arguments)
    }
}

/// Writes to both.
struct Both<'a, 'b> {
    onward: &'a mut Formatter<'b>,
    text: &'a RefCell<String>,
}

impl Write for Both<'_, '_> {
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        self.text.borrow_mut().push_str(piece);
        self.onward.write_str(piece)
    }
}
