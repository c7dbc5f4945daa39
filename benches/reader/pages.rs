//! The page itself, beside the one that mdBook makes without anything of ours:
//! what it weighs, and when it shows.

use crate::CHAPTER;
use anyhow::Context;
use axum::Router;
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use benches::{Series, progress};
use mdbook_driver::MDBook;
use mdbook_driver::config::Config;
use reader_tests::{Browser, Reading};
use serde_json::json;
use std::net::Ipv4Addr;
use std::path::Path;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

/// Waits for the first paint of something, and returns its time and how many
/// bytes were fetched, but for the icon: a browser asks for it when it likes.
const LOOK: &str = "\
const done = arguments[0];
const look = () => {
    const paint = performance.getEntriesByName('first-contentful-paint')[0];
    if (!paint || document.readyState !== 'complete') return setTimeout(look, 10);
    const fetched = ['navigation', 'resource'].flatMap(kind => performance.getEntriesByType(kind));
    const counted = fetched.filter(({ name }) => !name.includes('favicon'));
    const bytes = counted.reduce((sum, entry) => sum + entry.encodedBodySize, 0);
    done([paint.startTime / 1000, bytes]);
};
look();";

/// A page, visited again and again.
#[derive(Debug, Default)]
pub(crate) struct Visits {
    /// Seconds until something was painted.
    pub(crate) paint: Series,
    /// KiB that were fetched.
    pub(crate) weight: Series,
}

/// The two pages.
#[derive(Debug, Default)]
pub(crate) struct Pages {
    pub(crate) ours: Visits,
    pub(crate) stock: Visits,
}

/// Visits both in turn.
pub(crate) async fn measure(root: &Path, rounds: u32) -> anyhow::Result<Pages> {
    progress::say(format_args!("{rounds} visits of each page"));
    let (_folder, stock) = stock(root).await?;
    let reading = Reading::open(&[], &[]);
    let page = format!("first-runs/{CHAPTER}.html");
    let browser = Browser::open().await?;
    let mut pages = Pages::default();
    for _ in 0..rounds {
        visit(&browser, &reading.url(&page), &mut pages.ours).await?;
        visit(&browser, &format!("{stock}/{page}"), &mut pages.stock).await?;
    }
    browser.close().await?;
    Ok(pages)
}

async fn visit(browser: &Browser, url: &str, visits: &mut Visits) -> anyhow::Result<()> {
    // Only another page in between makes it a load and no jump to a fragment.
    browser.visit("about:blank", 1280).await?;
    browser.visit(url, 1280).await?;
    let seen = browser.run_async(LOOK, Vec::new()).await?;
    let number = |place: usize| seen[place].as_f64().context("the page tells no number");
    visits.paint.push(number(0)?);
    visits.weight.push(number(1)? / 1024.0);
    Ok(())
}

/// The book as mdBook builds it, without theme and styles of ours, served until
/// the runtime ends.
async fn stock(root: &Path) -> anyhow::Result<(TempDir, String)> {
    let folder = tempfile::tempdir()?;
    let mut config = Config::from_disk(root.join("book.toml"))?;
    config.build.build_dir = folder.path().to_path_buf();
    config.set("output", json!({ "html": {} }))?;
    MDBook::load_with_config(root, config)?.build()?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let url = format!("http://{}", listener.local_addr()?);
    // The reader's pages are never kept either.
    let never =
        SetResponseHeaderLayer::overriding(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let files = ServeDir::new(folder.path());
    let files = Router::new().fallback_service(files).layer(never);
    tokio::spawn(axum::serve(listener, files).into_future());
    Ok((folder, url))
}
