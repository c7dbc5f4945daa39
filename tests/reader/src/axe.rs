//! axe-core, which finds what keeps people from using a page.

use crate::{Browser, lines, root};
use anyhow::Context;
use std::fs;

/// Calls axe, and returns a line for each violation and place.
const AXE: &str = "
    const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] }).then((result) => done(
        result.violations.flatMap(({ id, help, nodes }) =>
            nodes.map(({ target, any }) =>
                `${id}: ${help}: ${target.join(' ')} ${any[0]?.message ?? ''}`))
    ));";

fn source() -> anyhow::Result<String> {
    let folder = root().join("target/browser");
    let packed = fs::read_dir(&folder).and_then(|mut entries| {
        entries
            .next()
            .ok_or(std::io::ErrorKind::NotFound.into())
            .flatten()
    });
    let file = packed.context("no axe-core: tests/reader/install installs it")?;
    Ok(fs::read_to_string(file.path().join("axe.min.js"))?)
}

impl Browser {
    /// Each violation that axe finds on the page as it is now, in a line.
    ///
    /// # Errors
    ///
    /// When axe-core is missing, or the browser does not answer.
    pub async fn violations(&self) -> anyhow::Result<Vec<String>> {
        self.run(&source()?, Vec::new()).await?;
        Ok(lines(&self.run_async(AXE, Vec::new()).await?))
    }
}
