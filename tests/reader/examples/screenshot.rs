//! Takes the README's picture of the book: `tests/reader/install`, and then
//! `cargo run -p reader-tests --example screenshot`.

use reader_tests::{Book, Browser, root};
use std::fs;

/// The page in the picture, and what stands at its top.
const PAGE: &str = "first-runs/concurrency.html";
const AT: &str = "the-four-ways-drawn";

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let book = Book::open().await?;
    let browser = Browser::open().await?;
    browser.visit(&book.url(PAGE), 1280).await?;
    let scroll = format!("document.getElementById('{AT}').scrollIntoView()");
    browser.run(&scroll, Vec::new()).await?;
    let picture = root().join(".github/book.png");
    fs::write(&picture, browser.screenshot().await?)?;
    browser.close().await?;
    println!("{}", picture.display());
    Ok(())
}
