//! Which written line does an expanded line come from?
//!
//! mdBook expands includes without saying where. So each written line starts
//! with a marker when mdBook sees it, and after the expansion a line without
//! one belongs to the include that the last marker names. The expansion itself
//! stays mdBook's own.

/// Two characters of the private use area, which no page may contain.
const OPEN: char = '\u{E000}';
const CLOSE: char = '\u{E001}';

/// Starts each line of a page with its number.
pub(crate) fn insert(written: &str) -> String {
    written
        .split_inclusive('\n')
        .enumerate()
        .map(|(number, line)| format!("{OPEN}{number}{CLOSE}{line}"))
        .collect()
}

/// Takes the markers out again: the text, and the origin of each of its lines.
pub(crate) fn remove(marked: &str) -> (String, Vec<usize>) {
    let mut text = String::with_capacity(marked.len());
    let mut origin = Vec::new();
    let mut current = 0;
    for line in marked.split_inclusive('\n') {
        let mut rest = line;
        if let Some((number, after)) = rest
            .strip_prefix(OPEN)
            .and_then(|rest| rest.split_once(CLOSE))
        {
            current = number.parse().expect("a marker holds a number");
            rest = after;
        }
        origin.push(current);
        text.push_str(rest);
    }
    (text, origin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_included_line_belongs_to_its_directive() {
        let marked = insert("one\n{{#include x}}\nthree\n").replace("{{#include x}}", "a\nb\nc");
        let (text, origin) = remove(&marked);
        assert_eq!(text, "one\na\nb\nc\nthree\n");
        assert_eq!(origin, [0, 1, 1, 1, 2]);
    }

    #[test]
    fn what_was_inserted_is_removed() {
        for text in ["", "\n", "a", "a\n\nb", "a\n"] {
            assert_eq!(remove(&insert(text)).0, text);
        }
    }
}
