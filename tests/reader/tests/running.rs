//! Programs are run, edited, broken, stopped and cured on the page, by whoever
//! reads it and in whatever browser.

use reader_tests::{Browser, Program, Reading, THEMES, root};
use serde_json::json;
use std::fs;
use std::time::{Duration, Instant};

const WIDE: u32 = 1280;
const PHONE: u32 = 390;
const PAGE: &str = "first-runs/concurrency.html";

/// A program that never ends and prints once.
const ENDLESS: &str =
    "fn main() {\n    println!(\"begun\");\n    loop {\n        std::hint::spin_loop();\n    }\n}";

fn output(slug: &str) -> String {
    let file = root().join("examples").join(slug).with_extension("out");
    fs::read_to_string(file).unwrap()
}

/// Processes take a moment to go.
fn nothing_runs(reading: &Reading) -> bool {
    let begun = Instant::now();
    while reading.descendants() > 0 {
        if begun.elapsed() > Duration::from_secs(5) {
            return false;
        }
        std::thread::yield_now();
    }
    true
}

#[tokio::test]
async fn a_program_is_run_and_drawn() -> anyhow::Result<()> {
    let (reading, browser) = (Reading::open(&[], &[]), Browser::open().await?);
    browser.visit(&reading.url(PAGE), WIDE).await?;
    let program = Program::on(&browser, 0).await?;
    let address = browser.run("return location.href", vec![]).await?;
    assert!(!address.as_str().unwrap().contains('#'), "{address}");
    program.press("run").await?;
    let said = program.says("exit status: 0").await?;
    assert!(said.contains("in the sandbox"), "{said}");
    assert_eq!(program.printed("stdout").await?, output("concurrency"));
    program.figure().await?;
    // On a paused clock it says what the page's own figure says.
    let own = "[...document.querySelectorAll('main figure svg')]
        .find((picture) => !picture.closest('.run')).textContent";
    let here = "bar().querySelector('.run-results figure svg').textContent";
    assert_eq!(program.ask(here).await?, program.ask(own).await?);
    browser.close().await
}

#[tokio::test]
async fn an_edit_is_run_kept_and_given_back() -> anyhow::Result<()> {
    let (reading, browser) = (Reading::open(&[], &[]), Browser::open().await?);
    browser.visit(&reading.url(PAGE), WIDE).await?;
    let program = Program::on(&browser, 0).await?;
    let edited = "fn main() {\n    println!(\"edited\");\n}";
    program.write(edited).await?;
    program.press("run").await?;
    program.says("exit status: 0").await?;
    assert_eq!(program.printed("stdout").await?, "edited\n");

    browser.visit("about:blank", WIDE).await?;
    let untokened = format!("http://127.0.0.1:{}/{PAGE}", reading.port);
    browser.visit(&untokened, WIDE).await?;
    let program = Program::on(&browser, 0).await?;
    program.press("run").await?;
    program.says("exit status: 0").await?;
    assert_eq!(program.text().await?, json!(edited));
    assert_eq!(program.printed("stdout").await?, "edited\n");

    program.press("reset").await?;
    program.press("run").await?;
    program.says("exit status: 0").await?;
    assert_eq!(program.text().await?, json!(null));
    assert_eq!(program.printed("stdout").await?, output("concurrency"));
    browser.close().await
}

#[tokio::test]
async fn a_broken_program_shows_rustcs_words_and_its_line() -> anyhow::Result<()> {
    let (reading, browser) = (Reading::open(&[], &[]), Browser::open().await?);
    browser.visit(&reading.url(PAGE), WIDE).await?;
    let program = Program::on(&browser, 0).await?;
    program
        .write("fn main() {\n    let a = 1;\n    let b: i32 = \"<b>\";\n}")
        .await?;
    program.press("run").await?;
    let said = program.says("refused").await?;
    assert!(said.contains("line 3"), "{said}");
    let words = program.printed("refused").await?;
    assert!(words.contains("error[E0308]: mismatched types"), "{words}");
    assert!(words.contains("let b: i32 = \"<b>\";"), "{words}");
    // In the editor, too.
    let marked = program
        .ask("bar().querySelectorAll('.run-line-error').length")
        .await?;
    assert_eq!(marked, json!(1));
    browser.close().await
}

#[tokio::test]
async fn escape_stops_an_endless_loop() -> anyhow::Result<()> {
    let (reading, browser) = (
        Reading::open(&["--seconds", "600"], &[]),
        Browser::open().await?,
    );
    browser.visit(&reading.url(PAGE), WIDE).await?;
    let program = Program::on(&browser, 0).await?;
    program.write(ENDLESS).await?;
    program.press("run").await?;
    program.says("running").await?;
    while program.printed("stdout").await? != "begun\n" {}
    assert!(reading.descendants() > 0);
    browser.press('\u{e00c}').await?; // Escape
    program.says("stopped after").await?;
    assert!(nothing_runs(&reading));
    // What it printed is still there, and it can be run again.
    assert_eq!(program.printed("stdout").await?, "begun\n");
    program.press("run").await?;
    program.says("running").await?;
    browser.close().await?;
    assert!(nothing_runs(&reading), "the browser is gone");
    Ok(())
}

#[tokio::test]
async fn a_reload_ends_the_run() -> anyhow::Result<()> {
    let (reading, browser) = (
        Reading::open(&["--seconds", "600"], &[]),
        Browser::open().await?,
    );
    browser.visit(&reading.url(PAGE), WIDE).await?;
    let program = Program::on(&browser, 0).await?;
    program.write(ENDLESS).await?;
    program.press("run").await?;
    program.says("running").await?;
    browser.run("location.reload()", vec![]).await?;
    assert!(nothing_runs(&reading));
    let program = Program::on(&browser, 0).await?;
    assert_eq!(program.ask("status()").await?, json!(""));
    browser.close().await
}

#[tokio::test]
async fn four_tabs_run_at_once_and_a_new_one_needs_no_link() -> anyhow::Result<()> {
    let (reading, browser) = (Reading::open(&[], &[]), Browser::open().await?);
    browser.visit(&reading.url(PAGE), WIDE).await?;
    Program::on(&browser, 0).await?.press("run").await?;
    let untokened = format!("http://127.0.0.1:{}/{PAGE}", reading.port);
    for _ in 0..3 {
        browser.open_tab().await?;
        browser.visit(&untokened, WIDE).await?;
        Program::on(&browser, 0).await?.press("run").await?;
    }
    for tab in 0..4 {
        browser.switch_to(tab).await?;
        let program = Program::on(&browser, 0).await?;
        program.says("exit status: 0").await?;
    }
    browser.close().await
}

#[tokio::test]
async fn without_the_link_a_page_says_which_to_open() -> anyhow::Result<()> {
    let (reading, browser) = (Reading::open(&[], &[]), Browser::open().await?);
    reading.level(); // nothing is being built any more
    let untokened = format!("http://127.0.0.1:{}/{PAGE}", reading.port);
    browser.visit(&untokened, WIDE).await?;
    let program = Program::on(&browser, 0).await?;
    program.press("run").await?;
    program.says("cargo run").await?;
    assert_eq!(reading.descendants(), 0);
    browser.close().await
}

#[tokio::test]
async fn without_a_sandbox_the_reader_is_asked_once() -> anyhow::Result<()> {
    let reading = Reading::open(&["--sandbox", "none"], &[]);
    let browser = Browser::open().await?;
    browser.visit(&reading.url(PAGE), WIDE).await?;
    let program = Program::on(&browser, 0).await?;
    for (answer, says) in [("Cancel", "was not run"), ("Run anyway", "exit status: 0")] {
        program.press("run").await?;
        let choose = format!(
            "const done = arguments[0];
            const choose = () => {{
                const buttons = [...document.querySelectorAll('dialog[open] button')];
                const button = buttons.find((one) => one.textContent === '{answer}');
                button ? done(button.click()) : setTimeout(choose, 5);
            }};
            choose();"
        );
        browser.run_async(&choose, vec![]).await?;
        program.says(says).await?;
    }
    program.figure().await?;
    program.press("run").await?;
    program.says("without a sandbox").await?;
    browser.close().await
}

#[tokio::test]
async fn a_mistake_hangs_is_stopped_drawn_and_cured() -> anyhow::Result<()> {
    let (reading, browser) = (
        Reading::open(&["--seconds", "1"], &[]),
        Browser::open().await?,
    );
    browser
        .visit(&reading.url("first-runs/blocking.html"), WIDE)
        .await?;
    let number = "return [...document.querySelectorAll('.run')]
        .findIndex((bar) => bar.previousElementSibling.querySelector('code.hangs'))";
    let number = browser
        .run(number, vec![])
        .await?
        .as_u64()
        .expect("one hangs");
    let program = Program::on(&browser, usize::try_from(number)?).await?;
    program.press("run").await?;
    program.says("time limit").await?;
    program.figure().await?;
    program.press("cure").await?;
    program.says("cure").await?;
    program.press("run").await?;
    program.says("exit status: 0").await?;
    program.press("reset").await?;
    assert_eq!(program.text().await?, json!(null));
    browser.close().await
}

#[tokio::test]
async fn clippys_mistakes_are_found_by_clippy() -> anyhow::Result<()> {
    let (reading, browser) = (Reading::open(&[], &[]), Browser::open().await?);
    browser
        .visit(&reading.url("first-runs/async-functions.html"), WIDE)
        .await?;
    let number = "return [...document.querySelectorAll('.run')]
        .findIndex((bar) => bar.previousElementSibling.textContent.includes('clippy::'))";
    let number = browser
        .run(number, vec![])
        .await?
        .as_u64()
        .expect("one is clippy's");
    let program = Program::on(&browser, usize::try_from(number)?).await?;
    program.press("run").await?;
    program.says("refused").await?;
    let words = program.printed("refused").await?;
    assert!(words.contains("clippy::let_underscore_future"), "{words}");
    browser.close().await
}

#[tokio::test]
async fn any_output_is_text() -> anyhow::Result<()> {
    let (reading, browser) = (Reading::open(&[], &[]), Browser::open().await?);
    browser.visit(&reading.url(PAGE), WIDE).await?;
    let program = Program::on(&browser, 0).await?;
    program
        .write("fn main() {\n    print!(\"<img src=x onerror=document.title=1>\\0\\u{1b}[31mred\");\n}")
        .await?;
    program.press("run").await?;
    program.says("exit status: 0").await?;
    let printed = program.printed("stdout").await?;
    assert!(printed.starts_with("<img src=x"), "{printed}");
    assert!(
        printed.contains('\u{2400}') && printed.contains('\u{241b}'),
        "{printed}"
    );
    assert_eq!(
        program
            .ask("bar().querySelectorAll('.run-results img').length")
            .await?,
        json!(0)
    );
    browser.close().await
}

#[tokio::test]
async fn axe_finds_nothing_in_results_in_any_theme_or_width() -> anyhow::Result<()> {
    let (reading, browser) = (Reading::open(&[], &[]), Browser::open().await?);
    let mut violations = Vec::new();
    browser.visit(&reading.url(PAGE), WIDE).await?;
    for theme in THEMES {
        browser.choose_theme(theme).await?;
        for width in [WIDE, PHONE] {
            browser.resize(width).await?;
            let program = Program::on(&browser, 0).await?;
            program.press("run").await?;
            program.says("exit status: 0").await?;
            program.figure().await?;
            let other = Program::on(&browser, 1).await?;
            other
                .write("fn main() {\n    let a: i32 = \"\";\n}")
                .await?;
            other.press("run").await?;
            other.says("refused").await?;
            let found = browser.violations().await?;
            violations.extend(found.iter().map(|line| format!("{theme}, {width}: {line}")));
            let beyond = "return document.documentElement.scrollWidth - window.innerWidth";
            let beyond = browser.run(beyond, vec![]).await?;
            if beyond.as_i64() > Some(0) {
                violations.push(format!("{theme}, {width}: {beyond} px sideways"));
            }
        }
    }
    browser.close().await?;
    assert!(violations.is_empty(), "\n{}", violations.join("\n"));
    Ok(())
}

#[tokio::test]
async fn the_keyboard_is_enough() -> anyhow::Result<()> {
    let (reading, browser) = (Reading::open(&[], &[]), Browser::open().await?);
    browser.visit(&reading.url(PAGE), WIDE).await?;
    let program = Program::on(&browser, 0).await?;
    // From the program, Tab leads to Run.
    browser
        .run(
            "document.querySelector('.run').previousElementSibling.querySelector('code').focus()",
            vec![],
        )
        .await?;
    let is_run = "document.activeElement === button('run')";
    for _ in 0..5 {
        if program.ask(is_run).await? == json!(true) {
            break;
        }
        browser.press('\u{e004}').await?; // Tab
    }
    assert_eq!(program.ask(is_run).await?, json!(true));
    browser.press('\u{e007}').await?; // Enter
    program.says("exit status: 0").await?;
    program.figure().await?; // until then Escape stops the run
    // From the editor, where Tab indents, Escape leads back to Run.
    program.write("fn main() {}").await?;
    assert_eq!(program.ask(is_run).await?, json!(false));
    browser.press('\u{e00c}').await?;
    assert_eq!(program.ask(is_run).await?, json!(true));
    browser.close().await
}

#[tokio::test]
async fn the_pages_own_scripts_are_allowed_and_no_others() -> anyhow::Result<()> {
    let (reading, browser) = (Reading::open(&[], &[]), Browser::open().await?);
    browser.visit(&reading.url(PAGE), WIDE).await?;
    Program::on(&browser, 0).await?;
    // mdBook's inline scripts have run: they choose the theme and the sidebar.
    let seen = "return [document.documentElement.classList.contains('js'),
        document.querySelector('button[aria-controls=mdbook-sidebar]') !== null]";
    assert_eq!(browser.run(seen, vec![]).await?, json!([true, true]));
    let inserted = "const script = document.createElement('script');
        script.textContent = 'window.foreign = true';
        document.body.append(script);
        return window.foreign ?? null";
    assert_eq!(browser.run(inserted, vec![]).await?, json!(null));
    browser.close().await
}

#[tokio::test]
async fn without_scripts_the_page_is_whole_and_has_no_dead_buttons() -> anyhow::Result<()> {
    let reading = Reading::open(&[], &[]);
    let browser = Browser::open_without_scripts().await?;
    browser.visit(&reading.url(PAGE), WIDE).await?;
    let page = browser.source().await?;
    assert!(
        page.contains("call one, await it"),
        "the program's output is there"
    );
    assert!(
        page.contains("<figure class=\"figure-run\">"),
        "and its figure"
    );
    assert!(
        !page.contains("data-does="),
        "and no button that does nothing"
    );
    browser.close().await
}
