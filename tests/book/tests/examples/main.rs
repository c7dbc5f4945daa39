//! Each chapter's program prints what the book shows, and does what its figure
//! shows. Both run side by side: some programs wait in real time.

mod figures;
mod outputs;

use runner::Toolchain;
use std::sync::LazyLock;
use the_book::root;

static TOOLCHAIN: LazyLock<Toolchain> =
    LazyLock::new(|| Toolchain::prepare(root()).unwrap_or_else(|error| panic!("{error}")));
