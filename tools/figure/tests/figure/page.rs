//! What a figure must be to stand in a page with others.

use crate::support::{self, Story, figure};
use figure::{Options, Panels, Plan, STYLE};
use std::collections::BTreeSet;

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
        let html = figure(&story, Panels::One);
        for class in values(&html, "class=\"") {
            let rule = |end: &str| STYLE.contains(&format!(".{class}{end}"));
            assert!([" ", ",", "::before"].into_iter().any(rule), "{class}");
        }
    }
}

#[test]
fn figures_of_two_slugs_share_no_id() {
    let [_, story, ..] = stories();
    let plan = Plan::default();
    let [one, two] = ["one", "two"].map(|slug| {
        let source = None;
        let plan = &plan;
        figure::figure(&story.events, &Options { slug, plan, source })
    });
    let ids = values(&one, " id=\"");
    assert_eq!(ids.len(), 3, "{ids:?}");
    assert!(ids.is_disjoint(&values(&two, " id=\"")));
}

#[test]
fn a_run_is_drawn_the_same_each_time() {
    for story in stories() {
        assert_eq!(figure(&story, Panels::One), figure(&story, Panels::One));
    }
}

#[test]
fn a_figure_is_small() {
    for story in stories() {
        let html = figure(&story, Panels::One);
        assert!(html.len() < 12 * 1024, "{} bytes", html.len());
    }
}

#[test]
fn a_figure_is_seen_without_a_mouse_and_read_without_eyes() {
    let html = figure(&support::endings(), Panels::One);
    for part in [
        "<div class=\"figure-box\" tabindex=\"0\" role=\"region\" aria-label=\"A run\">",
        "role=\"img\" aria-labelledby=\"slug-title\"><title id=\"slug-title\">A run</title>",
        "<details><summary>In words</summary><ol><li>",
    ] {
        assert!(html.contains(part), "{part}");
    }
}

/// What mdBook's search finds of a figure is its names, times and numbers.
#[test]
fn the_words_that_all_figures_have_are_not_searched() {
    let html: String = stories()
        .iter()
        .map(|story| figure(story, Panels::One))
        .collect();
    let text: String = html
        .split('<')
        .filter_map(|part| part.split_once('>'))
        .map(|(_, text)| format!("{text} "))
        .collect();
    for word in [
        "polled", "waited", "woken", "dropped", "panicked", "thread", "runtime",
    ] {
        assert!(html.contains(word), "{word}: {html}");
        assert!(!text.contains(word), "{word}: {text}");
    }
}
