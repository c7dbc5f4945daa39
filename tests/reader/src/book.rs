//! The book, built into a folder of its own, and served from there.

use crate::root;
use anyhow::Context;
use axum::Router;
use mdbook_driver::MDBook;
use mdbook_driver::book::BookItem;
use std::net::{Ipv4Addr, SocketAddr};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;

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
        let folder = tempfile::tempdir()?;
        let mut driver = MDBook::load(root()).context("the book can't be read")?;
        driver.config.build.build_dir = folder.path().to_path_buf();
        driver.build().context("the book can't be built")?;
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
