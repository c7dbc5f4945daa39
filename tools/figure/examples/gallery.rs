//! Draws the recordings that tests write by hand, and those given by path, to
//! `target/figures`: `cargo run -p figure --example gallery [RECORDING SOURCE]…`.

#![allow(missing_docs, reason = "an example")]

#[path = "../tests/figure/support/mod.rs"]
mod support;

use figure::{Options, Panels, Plan, STYLE};
use std::path::Path;
use std::{env, fs};

fn main() -> std::io::Result<()> {
    let folder = Path::new("target/figures");
    fs::create_dir_all(folder)?;
    let source = |slug: &str| fs::read_to_string(format!("examples/{slug}.rs")).ok();
    let mut figures = Vec::new();
    for (slug, story) in [
        ("async-functions", support::async_functions()),
        ("blocking", support::blocking()),
        ("concurrency", support::concurrency()),
        ("endings", support::endings()),
    ] {
        figures.push((slug.to_owned(), story.events, source(slug)));
    }
    let paths: Vec<String> = env::args().skip(1).collect();
    for pair in paths.chunks(2) {
        let [recording, source] = pair else { continue };
        let slug = Path::new(recording).file_stem().unwrap().to_string_lossy();
        let events = recording::read(&fs::read_to_string(recording)?).unwrap();
        figures.push((
            format!("real-{slug}"),
            events,
            fs::read_to_string(source).ok(),
        ));
    }
    for (slug, events, source) in figures {
        let by_line = slug.ends_with("concurrency") || slug == "real-blocking";
        let plan = Plan {
            title: format!("A run of {slug}"),
            panels: if by_line {
                Panels::EachLine
            } else {
                Panels::One
            },
            ..Plan::default()
        };
        let options = Options {
            slug: &slug,
            plan: &plan,
            source: source.as_deref(),
        };
        let figure = figure::figure(&events, &options);
        let document = figure::document(&events, &options);
        fs::write(folder.join(format!("{slug}.svg")), document)?;
        println!("{slug}: {} events, {} bytes", events.len(), figure.len());
        for theme in ["light", "rust", "coal", "navy", "ayu"] {
            fs::write(
                folder.join(format!("{slug}-{theme}.html")),
                page(&figure, theme),
            )?;
        }
    }
    Ok(())
}

/// A page with mdBook's colours of a theme, and its width.
fn page(figure: &str, theme: &str) -> String {
    let (background, foreground) = match theme {
        "light" => ("#fff", "#000"),
        "rust" => ("#e1e1db", "#262625"),
        "coal" => ("#131516", "#98a3ad"),
        "navy" => ("#161923", "#bcbdd0"),
        _ => ("#0f1419", "#c5c5c5"),
    };
    let scheme = if matches!(theme, "light" | "rust") {
        "light"
    } else {
        "dark"
    };
    format!(
        "<!DOCTYPE html><html class=\"js {theme}\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><style>html{{color-scheme:{scheme};--bg:{background};--fg:{foreground};--mono-font:monospace;background:var(--bg);color:var(--fg);font:16px sans-serif}}main{{max-width:750px;margin:0 auto}}{STYLE}</style><main>{figure}</main></html>"
    )
}
