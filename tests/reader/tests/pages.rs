//! Every page can be read: by those who see little or nothing, on a phone, in
//! every theme, and without a network.

use reader_tests::{Book, Browser, THEMES, lines};
use serde_json::json;

const WIDE: u32 = 1280;
const PHONE: u32 = 390;

#[tokio::test]
async fn axe_finds_no_violation_on_any_page_in_any_theme() -> anyhow::Result<()> {
    let book = Book::open().await?;
    let browser = Browser::open().await?;
    let mut violations = Vec::new();
    for page in &book.pages {
        for theme in THEMES {
            browser.visit(&book.url(page), WIDE).await?;
            browser.choose_theme(theme).await?;
            let found = browser.violations().await?;
            violations.extend(found.iter().map(|line| format!("{page}, {theme}: {line}")));
        }
        // Other things scroll there; colours are the same.
        browser.visit(&book.url(page), PHONE).await?;
        let found = browser.violations().await?;
        violations.extend(
            found
                .iter()
                .map(|line| format!("{page}, on a phone: {line}")),
        );
    }
    browser.close().await?;
    assert!(violations.is_empty(), "\n{}", violations.join("\n"));
    Ok(())
}

#[tokio::test]
async fn axe_finds_what_is_wrong() -> anyhow::Result<()> {
    let book = Book::open().await?;
    let browser = Browser::open().await?;
    browser.visit(&book.url(&book.pages[0]), WIDE).await?;
    let spoil = "document.querySelector('main p').style.color = '#ccc'";
    browser.run(spoil, Vec::new()).await?;
    let found = browser.violations().await?;
    browser.close().await?;
    assert!(
        found.iter().any(|line| line.starts_with("color-contrast")),
        "{found:?}"
    );
    Ok(())
}

#[tokio::test]
async fn no_page_scrolls_sideways_on_a_phone() -> anyhow::Result<()> {
    let book = Book::open().await?;
    let browser = Browser::open().await?;
    let mut wide = Vec::new();
    for page in &book.pages {
        browser.visit(&book.url(page), PHONE).await?;
        let beyond = "return [document.documentElement.scrollWidth, window.innerWidth]";
        let widths = browser.run(beyond, Vec::new()).await?;
        if widths[0].as_u64() > widths[1].as_u64() {
            wide.push(format!("{page}: {widths}"));
        }
    }
    browser.close().await?;
    assert!(wide.is_empty(), "\n{}", wide.join("\n"));
    Ok(())
}

#[tokio::test]
async fn no_page_asks_anybody_else() -> anyhow::Result<()> {
    let book = Book::open().await?;
    let browser = Browser::open().await?;
    let here = book.url("");
    for page in &book.pages {
        browser.visit(&book.url(page), WIDE).await?;
        let asked = "return performance.getEntriesByType('resource').map((entry) => entry.name)";
        let asked = lines(&browser.run(asked, Vec::new()).await?);
        assert!(
            !asked.is_empty(),
            "{page}: it has scripts and styles of its own"
        );
        let elsewhere: Vec<_> = asked.iter().filter(|url| !url.starts_with(&here)).collect();
        assert!(elsewhere.is_empty(), "{page}: {elsewhere:?}");
    }
    browser.close().await
}

#[tokio::test]
async fn the_sidebar_is_opened_and_closed_by_keyboard() -> anyhow::Result<()> {
    let book = Book::open().await?;
    let browser = Browser::open().await?;
    browser.visit(&book.url(&book.pages[0]), WIDE).await?;
    let press = "const button = document.querySelector('button[aria-controls=mdbook-sidebar]');
        button.focus();
        button.click();
        return [button === document.activeElement, button.getAttribute('aria-expanded'),
            document.documentElement.classList.contains('sidebar-visible')]";
    for open in [false, true] {
        let told = browser.run(press, Vec::new()).await?;
        assert_eq!(told, json!([true, open.to_string(), open]));
    }
    browser.close().await
}
