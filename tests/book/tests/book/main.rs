//! The book keeps its rules, says of itself what is so, and each chapter's
//! program prints and does what the book shows.
//!
//! All in one program, so that what computes runs beside what waits in real
//! time.

mod figures;
mod generated;
mod lanes;
mod outputs;
mod rules;
mod runtimes;

use runner::Toolchain;
use std::sync::LazyLock;
use std::thread;
use the_book::{root, updating};

static TOOLCHAIN: LazyLock<Toolchain> =
    LazyLock::new(|| Toolchain::prepare(root()).unwrap_or_else(|error| panic!("{error}")));

/// Under `UPDATE=1`, all that pages include is written first, and then what is
/// made of the pages; tests that read pages begin with this.
fn written() {
    static WRITTEN: LazyLock<()> = LazyLock::new(|| {
        if updating() {
            programs();
            generated::compare_all();
        }
    });
    // What waits in real time needs it first; what computes has time enough.
    LazyLock::force(&TOOLCHAIN);
    LazyLock::force(&WRITTEN);
}

/// What the programs print and do.
fn programs() {
    thread::scope(|scope| {
        let figures = scope.spawn(figures::each_figure_is_that_of_its_program);
        outputs::each_example_prints_what_stands_beside_it();
        if let Err(panic) = figures.join() {
            std::panic::resume_unwind(panic);
        }
    });
}

#[test]
fn each_example_prints_and_does_what_the_book_shows() {
    match updating() {
        true => written(),
        false => programs(),
    }
}

#[test]
fn each_command_on_a_page_prints_what_stands_below_it() {
    written();
    outputs::each_command_on_a_page_prints_what_stands_below_it();
}
