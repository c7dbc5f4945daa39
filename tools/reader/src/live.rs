//! What the reader adds to a page: a script and a style sheet that keep it
//! current and show the book's faults. The book itself knows nothing of them.

use mdbook_core::utils::escape_html;

/// Where the script is served.
pub(crate) const SCRIPT_PATH: &str = "/reader/live.js";
/// Where the style sheet is served.
pub(crate) const STYLE_PATH: &str = "/reader/live.css";
/// Where the script listens.
pub(crate) const EVENTS_PATH: &str = "/reader/events";

/// Below which the files of `page/` are served.
pub(crate) const PAGE_PATH: &str = "/reader/page/";

/// Listens for new editions and for faults.
pub(crate) const SCRIPT: &str = include_str!("../assets/live.js");
/// Draws the banner of faults.
pub(crate) const STYLE: &str = include_str!("../assets/live.css");
/// A page without faults in its list yet.
const UNBUILT: &str = include_str!("../assets/unbuilt.html");

/// The page with our lines at the end of its body. They carry the edition
/// that the page belongs to.
pub(crate) fn insert(mut page: String, edition: &str) -> String {
    let lines = format!(
        "<script type=\"module\" src=\"{PAGE_PATH}reader.js\"></script>\n\
         <script src=\"{SCRIPT_PATH}\" data-edition=\"{edition}\" defer></script>\n"
    );
    // The last one: a page may show HTML.
    let end = page.rfind("</body>").unwrap_or(page.len());
    page.insert_str(end, &lines);
    page
}

/// The page to show as long as there is no whole book.
pub(crate) fn unbuilt(faults: &[String]) -> String {
    let items: String = faults
        .iter()
        .map(|fault| format!("<li>{}</li>\n", escape_html(fault)))
        .collect();
    insert(UNBUILT.replace("<li></li>\n", &items), "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_stand_at_the_end_of_the_body() {
        let page = "<body><pre>&lt;/body></body></pre></body></html>".to_string();
        let page = insert(page, "c0ffee");
        assert!(
            page.ends_with("data-edition=\"c0ffee\" defer></script>\n</body></html>"),
            "{page}"
        );
    }

    #[test]
    fn a_page_without_a_body_has_them_too() {
        assert!(insert("text".to_string(), "1").starts_with("text<script"));
    }

    #[test]
    fn a_fault_is_text() {
        let page = unbuilt(&["book/a.md:1: <img src=x onerror=alert(1)>".to_string()]);
        assert!(page.contains("<li>book/a.md:1: &lt;img"), "{page}");
        assert!(!page.contains("<img"), "{page}");
    }
}
