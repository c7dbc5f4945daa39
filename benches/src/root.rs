//! Where the workspace is.

use std::env;
use std::path::{Path, PathBuf};

/// The folder of the workspace, as cargo says it now: a program that was built
/// before the folder was moved would remember another one. `None` when it was
/// not cargo that started this program.
pub fn root() -> Option<PathBuf> {
    let benches = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let root = benches.as_deref().and_then(Path::parent);
    root.map(Path::to_path_buf)
}
