//! Whatever a recorder can tell, the figure is whole: it is XML, nothing lies
//! outside, no text covers another, no lane is lost, and the words are few.

use crate::support::simulation::{simulate, steps};
use crate::support::{self, Story};
use figure::{Panels, Timeline, split, timeline};
use proptest::prelude::*;
use roxmltree::{Document, Node};

fn attribute(node: Node, name: &str) -> f64 {
    node.attribute(name).unwrap().parse().unwrap()
}

/// The numbers and letters of a path.
fn tokens(path: &str) -> Vec<(char, Vec<f64>)> {
    let mut tokens: Vec<(char, Vec<f64>)> = Vec::new();
    let mut number = String::new();
    for character in path.chars().chain([' ']) {
        let ends = character.is_ascii_alphabetic() || matches!(character, ' ' | '-');
        if ends && !number.is_empty() {
            tokens.last_mut().unwrap().1.push(number.parse().unwrap());
            number.clear();
        }
        match character {
            ' ' => {}
            letter if letter.is_ascii_alphabetic() => tokens.push((letter, Vec::new())),
            digit => number.push(digit),
        }
    }
    tokens
}

/// The left edge, the top, and the right edge and bottom of each text.
fn texts(document: &Document) -> Vec<[f64; 4]> {
    let texts = document
        .descendants()
        .filter(|node| node.has_tag_name("text"));
    texts
        .map(|node| {
            let (size, anchor) = match node.parent().unwrap().attribute("class").unwrap() {
                "f-h" => (14.0, 0.0),
                "f-name" => (12.0, 1.0),
                "f-leaf-name" => (10.5, 1.0),
                "f-leaf-time" => (10.5, 0.5),
                "f-thread" | "f-held-thread" => (11.0, 0.5),
                "f-key" => (11.0, 0.0),
                "f-time" | "f-done-time" => (12.0, 0.5),
                "f-flag" => (10.0, 0.0),
                class => panic!("a text of class {class}"),
            };
            let width = node.text().unwrap().chars().count() as f64 * size * 0.6;
            let (left, base) = (attribute(node, "x") - width * anchor, attribute(node, "y"));
            [left, base - size * 0.75, left + width, base + size * 0.15]
        })
        .collect()
}

fn check(story: &Story, panels: Panels) -> Result<(), TestCaseError> {
    let html = support::figure(story, panels);
    prop_assert!(!html.contains(['\n', '\u{7b}']), "a line of HTML");
    let start = html.find("<svg").unwrap();
    let end = html.find("</svg>").unwrap() + 6;
    picture(&html[start..end])?;
    picture(&support::document(story, panels))?;
    words(&html)
}

/// A picture is XML, in which nothing lies outside and no text on another.
fn picture(svg: &str) -> Result<(), TestCaseError> {
    let document = Document::parse(svg).expect("XML");
    let svg = document.root_element();
    let (width, height) = (attribute(svg, "width"), attribute(svg, "height"));
    prop_assert_eq!(
        svg.attribute("viewBox").unwrap(),
        format!("0 0 {width} {height}")
    );

    for node in document
        .descendants()
        .filter(|node| node.has_tag_name("path"))
    {
        let mut at = (0.0, 0.0);
        for (letter, numbers) in tokens(node.attribute("d").unwrap()) {
            prop_assert!(numbers.iter().all(|number| number.is_finite()));
            match (letter, numbers.as_slice()) {
                ('M', [x, y]) => at = (*x, *y),
                ('h', [x]) => at.0 += x,
                ('v', [y]) => at.1 += y,
                ('V', [y]) => at.1 = *y,
                ('l' | 'm', steps) => {
                    for step in steps.chunks(2) {
                        at = (at.0 + step[0], at.1 + step[1]);
                    }
                }
                ('a', [.., x, y]) => at = (at.0 + x, at.1 + y),
                ('z', _) => {}
                other => prop_assert!(false, "{other:?}"),
            }
            prop_assert!((-1.0..=width + 1.0).contains(&at.0), "{at:?} in {width}");
            prop_assert!((-1.0..=height + 1.0).contains(&at.1), "{at:?} in {height}");
        }
    }
    let texts = texts(&document);
    for (index, one) in texts.iter().enumerate() {
        prop_assert!(one[0] >= 0.0 && one[1] >= 0.0 && one[2] <= width && one[3] <= height);
        for other in &texts[..index] {
            let apart = one[2] <= other[0]
                || other[2] <= one[0]
                || one[3] <= other[1]
                || other[3] <= one[1];
            prop_assert!(apart, "{one:?} covers {other:?}");
        }
    }
    Ok(())
}

fn words(html: &str) -> Result<(), TestCaseError> {
    let list = &html[html.find("<ol>").unwrap()..html.find("</ol>").unwrap()];
    let text: String = list
        .split('<')
        .filter_map(|part| part.split_once('>'))
        .map(|(_, text)| format!("{text} "))
        .collect();
    prop_assert!(text.split_whitespace().count() <= 150, "{text}");
    Ok(())
}

fn lanes_are_kept(story: &Story) -> Result<(), TestCaseError> {
    let run = timeline(&story.events, None);
    let [folded] = figure::fold(vec![run.clone()]).try_into().unwrap();
    let tasks: usize = folded.lanes.iter().map(|lane| lane.tasks).sum();
    prop_assert_eq!(tasks, run.lanes.len());
    let svg = support::document(story, Panels::One);
    for lane in &folded.lanes {
        let label = format!(">{}</text>", lane.label());
        prop_assert!(svg.contains(&label), "{label}");
        for pair in lane.segments.windows(2) {
            prop_assert!(pair[0].to <= pair[1].from);
        }
        for segment in &lane.segments {
            prop_assert!(segment.from <= segment.to);
        }
    }
    Ok(())
}

/// Every line is in one panel, and every lane that is polled in one at least.
fn panels_are_a_partition(run: &Timeline) -> Result<(), TestCaseError> {
    let panels = split(run, Panels::EachLine);
    let lines: usize = panels.iter().map(|panel| panel.flags.len()).sum();
    prop_assert_eq!(lines, run.flags.len());
    for lane in &run.lanes {
        let shown = |panel: &Timeline| panel.lanes.iter().any(|part| part.task == lane.task);
        prop_assert!(panels.iter().any(shown), "{}", lane.label());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_figure_is_whole(steps in steps(160)) {
        let story = simulate(&steps);
        check(&story, Panels::One)?;
        lanes_are_kept(&story)?;
    }

    #[test]
    fn panels_are_whole(steps in steps(160)) {
        let story = simulate(&steps);
        check(&story, Panels::EachLine)?;
        panels_are_a_partition(&timeline(&story.events, None))?;
    }
}

#[test]
fn the_stories_are_whole() {
    for story in [
        support::async_functions(),
        support::concurrency(),
        support::blocking(),
        support::endings(),
    ] {
        check(&story, Panels::EachLine).unwrap();
    }
}

#[test]
fn a_figure_of_nothing_is_whole() {
    check(&Story::default(), Panels::One).unwrap();
}

#[test]
fn fine_times_late_in_a_long_run_stand_inside() {
    let made_and_polled = [(0, 0, 0), (1, 0, 26), (5, 0, 0)];
    let woken_late = [(12, 0, 399_538_031), (12, 0, 21), (5, 0, 47), (0, 0, 36)];
    let story = simulate(&[&made_and_polled[..], &woken_late].concat());
    check(&story, Panels::EachLine).unwrap();
}
