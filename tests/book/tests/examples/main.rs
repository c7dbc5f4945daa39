//! Each chapter's program prints what the book shows, and does what its figure
//! shows. Both run side by side: some programs wait in real time.

mod figures;
mod outputs;

use runner::Toolchain;
use std::sync::LazyLock;
use std::thread;
use the_book::root;

static TOOLCHAIN: LazyLock<Toolchain> =
    LazyLock::new(|| Toolchain::prepare(root()).unwrap_or_else(|error| panic!("{error}")));

/// One test, since under `UPDATE=1` its first half writes what pages include,
/// and its second half reads pages.
#[test]
fn each_example_prints_and_does_what_the_book_shows() {
    thread::scope(|scope| {
        let figures = scope.spawn(figures::each_figure_is_that_of_its_program);
        outputs::each_example_prints_what_stands_beside_it();
        if let Err(panic) = figures.join() {
            std::panic::resume_unwind(panic);
        }
    });
    outputs::each_command_on_a_page_prints_what_stands_below_it();
}
