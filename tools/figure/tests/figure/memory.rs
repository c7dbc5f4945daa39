//! A picture of memory shows what the program printed of it, and nothing else.

use crate::support::Story;
use figure::{Draws, MEMORY_STYLE, Options, Plan, STYLE, document, figure, tells};
use recording::{Event, What};

const TOLD: &str = "\
two logs:
  log 0..24
    readings 0..12 = [14, 3, -6]
    coldest 16..24 -> 8
  log 24..48
    readings 24..36 = [9, 1, -11]
    coldest 40..48 -> 8
the end";

fn printed(text: &str) -> Vec<Event> {
    let mut story = Story::default();
    for text in text.split('\n').map(str::to_owned) {
        let (line, task) = (1, None);
        story.tell(What::Print { line, text, task });
    }
    story.events
}

/// The picture as a page takes it, and as a document.
fn pictures(text: &str) -> [String; 2] {
    let plan = Plan {
        title: "Memory".to_owned(),
        draws: Draws::Memory,
        ..Plan::default()
    };
    let (slug, source) = ("slug", None);
    let options = Options {
        slug,
        plan: &plan,
        source,
    };
    let events = printed(text);
    [figure(&events, &options), document(&events, &options)]
}

/// What a path of this class draws.
fn path<'a>(picture: &'a str, class: &str) -> Option<&'a str> {
    let (_, rest) = picture.split_once(&format!("class=\"f-{class}\" d=\""))?;
    rest.split('"').next()
}

#[test]
fn each_element_has_its_own_row() {
    for picture in pictures(TOLD) {
        let tree = roxmltree::Document::parse(&picture).expect("it is XML");
        let texts = tree.descendants().filter_map(|node| node.text());
        let texts: Vec<&str> = texts.collect();
        for words in ["readings", "14", "3", "-6", "coldest", "→ 8", "24", "36"] {
            assert!(texts.contains(&words), "{words}: {picture}");
        }
        let rows = path(&picture, "part").expect("parts are drawn");
        // Two arrays of three, two pointers, and in the document the legend.
        let rows = rows.matches('M').count();
        assert!((8..=9).contains(&rows), "{rows}");
    }
}

#[test]
fn a_pointer_out_of_its_value_is_told_from_one_into_it() {
    for picture in pictures(TOLD) {
        for class in ["points", "strays"] {
            assert!(path(&picture, class).is_some(), "{class}: {picture}");
        }
    }
    let [part, _] = pictures(&TOLD.replace("40..48 -> 8", "40..48 -> 32"));
    assert!(path(&part, "points").is_some() && path(&part, "strays").is_none());
    assert!(!part.contains("out of this value"), "{part}");
    let [part, _] = pictures(&TOLD.replace("40..48 -> 8", "40..48 -> -8"));
    assert!(path(&part, "nowhere").is_some(), "{part}");
}

#[test]
fn the_arrow_ends_in_the_row_of_the_byte() {
    let end = |to: u32| {
        let [part, _] = pictures(&TOLD.replace("16..24 -> 8", &format!("16..24 -> {to}")));
        let line = path(&part, "points").unwrap().to_owned();
        let (_, down) = line.split_once('v').unwrap();
        down.split('h').next().unwrap().parse::<f64>().unwrap()
    };
    // The first element is two rows above the third.
    assert_eq!(end(8) - end(0), 34.0);
}

#[test]
fn a_panel_is_narrower_than_a_phone() {
    let [part, _] = pictures(TOLD);
    let tree = roxmltree::Document::parse(&part).expect("it is XML");
    let pictures = tree.descendants().filter(|node| node.has_tag_name("svg"));
    for picture in pictures {
        let width: f64 = picture.attribute("width").unwrap().parse().unwrap();
        assert!(width < 340.0, "{width}");
    }
}

#[test]
fn every_class_has_a_rule() {
    let [part, _] = pictures(&TOLD.replace("40..48 -> 8", "40..48 -> -8"));
    for class in part.split("class=\"").skip(1) {
        for class in class.split('"').next().unwrap().split(' ') {
            let rule = |end: &str| {
                let rule = format!(".{class}{end}");
                STYLE.contains(&rule) || MEMORY_STYLE.contains(&rule)
            };
            assert!([" ", ",", "::before"].into_iter().any(rule), "{class}");
        }
    }
}

#[test]
fn a_run_that_prints_no_place_has_no_picture() {
    assert!(tells(&printed(TOLD), Draws::Memory));
    for text in ["", "the end:", "a range 8..2", "reads 14 3 -6"] {
        assert!(!tells(&printed(text), Draws::Memory), "{text}");
    }
}

#[test]
fn whatever_is_printed_the_picture_stays_small() {
    let wild = [
        "future 0..999999999999\n  part 5..900000000000 = [1, 2]\n  far 0..8 -> 99999999999",
        "<b> 0..4\n  {{#include x}} 0..4 = \"&\"\n  loose 90..94 = [,]\n  at 1..2 -> 1",
        "future 0..99999999999999999999",
    ];
    for text in wild {
        let [part, whole] = pictures(text);
        assert!(part.len() < 8 * 1024, "{}", part.len());
        roxmltree::Document::parse(&part).expect("it is XML");
        roxmltree::Document::parse(&whole).expect("it is XML");
        assert!(!part.contains("{{"), "{part}");
    }
    let [part, _] = pictures(&TOLD.repeat(1000));
    assert!(part.len() < 48 * 1024, "{}", part.len());
}
