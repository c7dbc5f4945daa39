//! Takes the README's pictures of the book: `tests/reader/install`, and then
//! `cargo run -p reader-tests --example screenshot`.

use reader_tests::{Book, Browser, Program, Reading, root};
use std::fs;

/// The page of the figure, and what stands at the top of the picture.
const PAGE: &str = "first-runs/concurrency.html";
/// The page whose program is edited and run.
const RUN: &str = "first-runs/await.html";
const AT: &str = "the-four-ways-drawn";

/// What a reader might write.
const EDITED: &str = "\
use std::time::Duration;
use tokio::time::sleep;

async fn read(station: &str, after: u64) {
    sleep(Duration::from_millis(after)).await;
    println!(\"{station}: answered\");
}

#[tokio::main(flavor = \"current_thread\", start_paused = true)]
async fn main() {
    let summit = tokio::spawn(read(\"summit\", 40));
    tokio::join!(read(\"valley\", 20), read(\"ridge\", 30));
    summit.await.unwrap();
}";

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let browser = Browser::open().await?;
    let book = Book::open().await?;
    browser.visit(&book.url(PAGE), 1280).await?;
    let scroll = format!("document.getElementById('{AT}').scrollIntoView()");
    browser.run(&scroll, Vec::new()).await?;
    keep(&browser, "book").await?;

    let reading = Reading::open(&[], &[]);
    browser.visit(&reading.url(RUN), 1280).await?;
    let program = Program::on(&browser, 0).await?;
    program.write(EDITED).await?;
    program.press("run").await?;
    program.says("exit status: 0").await?;
    program.figure().await?;
    let scroll = "document.querySelector('.run').scrollIntoView()";
    browser.run(scroll, Vec::new()).await?;
    keep(&browser, "running").await?;
    browser.close().await
}

async fn keep(browser: &Browser, name: &str) -> anyhow::Result<()> {
    let picture = root().join(".github").join(name).with_extension("png");
    fs::write(&picture, browser.screenshot().await?)?;
    println!("{}", picture.display());
    Ok(())
}
