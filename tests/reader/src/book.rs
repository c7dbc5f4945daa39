//! The book, built into a folder of its own, and served from there.

use crate::root;
use anyhow::{Context, ensure};
use axum::Router;
use mdbook_driver::MDBook;
use mdbook_driver::book::BookItem;
use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;

/// Where a public copy sends programs.
const PLAYGROUND: &str = "https://play.rust-lang.org/execute";

/// A built book, served on this machine until the runtime of the test ends. Its
/// folder is gone when it is dropped.
pub struct Book {
    _folder: TempDir,
    address: SocketAddr,
    /// Its pages, as `first-runs/await.html`, and `print.html`.
    pub pages: Vec<String>,
}

impl Book {
    /// Builds the book as `mdbook build` does, and serves it.
    ///
    /// # Errors
    ///
    /// When the book has faults, the folder can't be written, or no port is free.
    pub async fn open() -> anyhow::Result<Book> {
        Book::built(None).await
    }

    /// The same, and every page asks the stand-in at `url` for what it would ask
    /// the Rust Playground. A page as it is published can't be told another.
    ///
    /// # Errors
    ///
    /// As for `open`, and when the pages ask no Playground.
    pub async fn open_with_playground(url: &str) -> anyhow::Result<Book> {
        Book::built(Some(url)).await
    }

    async fn built(playground: Option<&str>) -> anyhow::Result<Book> {
        let folder = tempfile::tempdir()?;
        let mut driver = MDBook::load(root()).context("the book can't be read")?;
        driver.config.build.build_dir = folder.path().to_path_buf();
        driver.build().context("the book can't be built")?;
        if let Some(url) = playground {
            let script = folder.path().join("page/playground.js");
            let text = fs::read_to_string(&script)?;
            ensure!(text.matches(PLAYGROUND).count() == 1, "it is named once");
            fs::write(script, text.replace(PLAYGROUND, url))?;
        }
        let chapters = driver.iter().filter_map(|item| match item {
            BookItem::Chapter(chapter) => chapter.path.as_ref(),
            _ => None,
        });
        let page = |path: &std::path::PathBuf| {
            let html = path.with_extension("html");
            html.to_string_lossy().replace('\\', "/")
        };
        let mut pages: Vec<String> = chapters.map(page).collect();
        pages.push("print.html".to_owned());

        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let files = Router::new().fallback_service(ServeDir::new(folder.path()));
        // It ends with the test's runtime, and until then nothing ends it.
        tokio::spawn(axum::serve(listener, files).into_future());
        Ok(Book {
            _folder: folder,
            address,
            pages,
        })
    }

    /// Where a browser finds a page.
    pub fn url(&self, page: &str) -> String {
        format!("http://{}/{page}", self.address)
    }
}
