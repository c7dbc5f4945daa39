//! What a figure must be to stand in a page with others.

mod support;

use figure::{Options, STYLE, figure};
use std::collections::BTreeSet;
use support::Story;

fn stories() -> [Story; 4] {
    [
        support::async_functions(),
        support::blocking(),
        support::concurrency(),
        support::endings(),
    ]
}

/// What stands between `before` and the next quotation mark, each time.
fn values<'a>(html: &'a str, before: &str) -> BTreeSet<&'a str> {
    html.split(before)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

#[test]
fn every_class_has_a_rule() {
    for story in stories() {
        let html = figure(&story.events, &Options::new("slug"));
        for class in values(&html, "class=\"") {
            let rule = |end: &str| STYLE.contains(&format!(".{class}{end}"));
            assert!([" ", ",", "::before"].into_iter().any(rule), "{class}");
        }
    }
}

#[test]
fn figures_of_two_slugs_share_no_id() {
    let [_, story, ..] = stories();
    let one = figure(&story.events, &Options::new("one"));
    let two = figure(&story.events, &Options::new("two"));
    let ids = values(&one, " id=\"");
    assert_eq!(ids.len(), 3, "{ids:?}");
    assert!(ids.is_disjoint(&values(&two, " id=\"")));
}

#[test]
fn a_run_is_drawn_the_same_each_time() {
    for story in stories() {
        let options = Options::new("slug");
        assert_eq!(
            figure(&story.events, &options),
            figure(&story.events, &options)
        );
    }
}

#[test]
fn a_figure_is_small() {
    for story in stories() {
        let html = figure(&story.events, &Options::new("slug"));
        assert!(html.len() < 12 * 1024, "{} bytes", html.len());
    }
}

#[test]
fn a_figure_is_seen_without_a_mouse_and_read_without_eyes() {
    let html = figure(&support::endings().events, &Options::new("slug"));
    for part in [
        "<div class=\"figure-box\" tabindex=\"0\" role=\"region\" aria-label=\"A run of slug\">",
        "role=\"img\" aria-labelledby=\"slug-title\"><title id=\"slug-title\">A run of slug</title>",
        "<details><summary>In words</summary><ol><li>",
    ] {
        assert!(html.contains(part), "{part}");
    }
}
