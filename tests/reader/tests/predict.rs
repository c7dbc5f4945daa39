//! A reader who likes to guess says what a program prints before looking, and is
//! told how much was right; who only reads loses nothing.

use reader_tests::{Book, Browser, Program, Reading, THEMES, lines, root};
use serde_json::{Value, json};
use std::fs;

const WIDE: u32 = 1280;
const PHONE: u32 = 390;
const PAGE: &str = "first-runs/concurrency.html";

/// What the page's first program prints.
fn output() -> String {
    fs::read_to_string(root().join("examples/concurrency.out")).unwrap()
}

async fn opened(reading: &Reading, browser: &Browser) -> anyhow::Result<()> {
    browser.visit(&reading.url(PAGE), WIDE).await
}

#[tokio::test]
async fn who_only_reads_sees_the_output_and_loads_no_box() -> anyhow::Result<()> {
    let (reading, browser) = (Reading::open(&[], &[]), Browser::open().await?);
    opened(&reading, &browser).await?;
    let program = Program::on(&browser, 0).await?;
    assert!(program.is_told().await?);
    let loaded = "return performance.getEntriesByType('resource').map((entry) => entry.name)";
    let loaded = lines(&browser.run(loaded, vec![]).await?);
    assert!(
        loaded.iter().any(|name| name.ends_with("/predicting.js")),
        "{loaded:?}"
    );
    for file in ["/predict.js", "/compare.js", "/predict.css"] {
        assert!(!loaded.iter().any(|name| name.ends_with(file)), "{file}");
    }
    browser.close().await
}

#[tokio::test]
async fn each_chapters_opening_program_can_be_predicted_and_no_other() -> anyhow::Result<()> {
    let (reading, browser) = (Reading::open(&[], &[]), Browser::open().await?);
    let book = Book::open().await?;
    let chapters = |page: &&String| page.starts_with("first-runs/") || *page == "introduction.html";
    let mut seen = 0;
    for page in book.pages.iter().filter(chapters) {
        browser.visit(&reading.url(page), WIDE).await?;
        Program::on(&browser, 0).await?;
        let offers = "return [...document.querySelectorAll('[data-does=predict]')]
            .map((button) => !button.hidden)";
        let offers = browser.run(offers, vec![]).await?;
        let offers = offers.as_array().unwrap();
        assert_eq!(offers[0], json!(true), "{page}");
        assert!(!offers[1..].contains(&json!(true)), "{page}: {offers:?}");
        seen += 1;
    }
    assert!(seen > 10, "{seen}");
    browser.close().await
}

#[tokio::test]
async fn a_right_prediction_is_called_right_and_kept_until_reset() -> anyhow::Result<()> {
    let (reading, browser) = (Reading::open(&[], &[]), Browser::open().await?);
    opened(&reading, &browser).await?;
    let program = Program::on(&browser, 0).await?;
    program.predict().await?;
    assert!(!program.is_told().await?);
    let loosely = output().replace('\n', "   \n") + "\n\n";
    program.foretell(&loosely).await?;
    program.choose("Compare").await?;
    program.judged("Right: all 4 lines").await?;
    assert!(program.is_told().await?);

    // In another chapter it is still on, and what was said here is kept.
    let other = format!("http://127.0.0.1:{}/first-runs/await.html", reading.port);
    browser.visit(&other, WIDE).await?;
    let program = Program::on(&browser, 0).await?;
    program.predict().await?;
    assert!(!program.is_told().await?);
    opened(&reading, &browser).await?;
    let program = Program::on(&browser, 0).await?;
    program.predict().await?;
    assert!(!program.is_told().await?);
    let said = "bar().querySelector('.predict textarea').value";
    assert_eq!(program.ask(said).await?, json!(loosely));

    program.press("reset").await?;
    assert_eq!(program.ask(said).await?, json!(""));
    program.press("predict").await?; // off
    assert!(program.is_told().await?);
    opened(&reading, &browser).await?;
    assert!(Program::on(&browser, 0).await?.is_told().await?);
    browser.close().await
}

#[tokio::test]
async fn each_line_is_right_or_wrong_or_missing() -> anyhow::Result<()> {
    let (reading, browser) = (Reading::open(&[], &[]), Browser::open().await?);
    opened(&reading, &browser).await?;
    let program = Program::on(&browser, 0).await?;
    program.predict().await?;
    let printed = output();
    let printed: Vec<&str> = printed.lines().collect();
    let said = format!("{}\n<b>40\u{a0}ms</b>\n{}", printed[0], printed[2]);
    program.foretell(&said).await?;
    program.choose("Compare").await?;
    program
        .judged("2 of 4 lines right, 1 wrong, 1 missing")
        .await?;
    let expected = json!([
        ["right", printed[0]],
        ["wrong", printed[1], "<b>40\u{a0}ms</b>"],
        ["right", printed[2]],
        ["missing", printed[3]],
    ]);
    assert_eq!(program.compared().await?, expected);

    // One line too many makes no other wrong.
    program
        .foretell(&format!("the first\n{}", output()))
        .await?;
    program.choose("Compare").await?;
    program.judged("4 of 4 lines right, 1 not printed").await?;

    // Two that changed places are told so.
    let swapped = [printed[1], printed[0], printed[2], printed[3]].join("\n");
    program.foretell(&swapped).await?;
    program.choose("Compare").await?;
    program.judged("3 of 4 lines right").await?;
    let elsewhere = "bar().querySelector('.predict-rows').textContent.includes('came elsewhere')";
    assert_eq!(program.ask(elsewhere).await?, json!(true));

    program.foretell("").await?;
    program.choose("Compare").await?;
    program.judged("no prediction yet").await?;
    browser.close().await
}

#[tokio::test]
async fn giving_up_shows_the_output() -> anyhow::Result<()> {
    let (reading, browser) = (Reading::open(&[], &[]), Browser::open().await?);
    opened(&reading, &browser).await?;
    let program = Program::on(&browser, 0).await?;
    program.predict().await?;
    program.choose("I give up").await?;
    program.judged("gave up").await?;
    assert!(program.is_told().await?);
    // The output can be shown and hidden by itself, too.
    for told in [false, true] {
        let fold = "document.querySelector('.predict-fold button').click()";
        program.ask(fold).await?;
        assert_eq!(program.is_told().await?, told);
    }
    browser.close().await
}

#[tokio::test]
async fn an_edited_program_is_run_and_compared() -> anyhow::Result<()> {
    let (reading, browser) = (Reading::open(&[], &[]), Browser::open().await?);
    opened(&reading, &browser).await?;
    let program = Program::on(&browser, 0).await?;
    program.predict().await?;
    program
        .write("fn main() {\n    println!(\"one\\ntwo\");\n    eprintln!(\"no part of it\");\n}")
        .await?;
    program.foretell("one\ntwo").await?;
    program.choose("Run and compare").await?;
    program.judged("Right: all 2 lines").await?;
    assert!(
        !program.is_told().await?,
        "the book's own is still to guess"
    );

    // Run compares as well, and with what was printed this time.
    program
        .write("fn main() {\n    println!(\"one\");\n}")
        .await?;
    assert_eq!(
        program.compared().await?,
        json!([]),
        "it is of another text"
    );
    program.press("run").await?;
    program.judged("1 of 1 line right, 1 not printed").await?;

    program.write("fn main() {\n    one\n}").await?;
    program.press("run").await?;
    program.judged("rustc refused").await?;
    assert_eq!(program.compared().await?, json!([]));
    browser.close().await
}

#[tokio::test]
async fn the_keyboard_is_enough_and_arrows_stay_in_the_box() -> anyhow::Result<()> {
    let (reading, browser) = (Reading::open(&[], &[]), Browser::open().await?);
    opened(&reading, &browser).await?;
    let program = Program::on(&browser, 0).await?;
    program.ask("button('run').focus()").await?;
    let is_predict = "document.activeElement === button('predict')";
    for _ in 0..5 {
        if program.ask(is_predict).await? == json!(true) {
            break;
        }
        browser.press('\u{e004}').await?; // Tab
    }
    assert_eq!(program.ask(is_predict).await?, json!(true));
    browser.press('\u{e007}').await?; // Enter
    program.predict().await?;
    let in_box = "document.activeElement === bar().querySelector('.predict textarea')";
    while program.ask(in_box).await? != json!(true) {}
    for key in ['9', '0', '\u{e007}', 's', '\u{e014}'] {
        browser.press(key).await?; // the last is ArrowRight
    }
    let said = "[location.pathname, bar().querySelector('.predict textarea').value]";
    let here = format!("/{PAGE}");
    assert_eq!(program.ask(said).await?, json!([here, "90\ns"]));
    browser.press_with('\u{e009}', '\u{e007}').await?; // Ctrl+Enter
    program.judged("0 of 4 lines right").await?;
    assert_eq!(program.ask("status()").await?, json!(""), "nothing was run");
    let named = "[bar().querySelector('.predict label').control
        === bar().querySelector('.predict textarea'),
        bar().querySelector('.predict .run-status').getAttribute('aria-live')]";
    assert_eq!(program.ask(named).await?, json!([true, "polite"]));
    browser.close().await
}

#[tokio::test]
async fn axe_finds_nothing_in_the_box_in_any_theme_or_width() -> anyhow::Result<()> {
    let (reading, browser) = (Reading::open(&[], &[]), Browser::open().await?);
    let mut violations = Vec::new();
    opened(&reading, &browser).await?;
    for theme in THEMES {
        browser.choose_theme(theme).await?;
        for width in [WIDE, PHONE] {
            browser.resize(width).await?;
            let program = Program::on(&browser, 0).await?;
            program.predict().await?;
            let all = format!("{}\nanother", output().replacen("90", "40", 1));
            for said in [all.as_str(), "one"] {
                program.foretell(said).await?;
                program.choose("Compare").await?;
                program.judged("of 4 lines").await?;
                let found = browser.violations().await?;
                violations.extend(found.iter().map(|line| format!("{theme}, {width}: {line}")));
            }
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
async fn printed_the_page_has_its_output() -> anyhow::Result<()> {
    let (reading, browser) = (Reading::open(&[], &[]), Browser::open().await?);
    opened(&reading, &browser).await?;
    let program = Program::on(&browser, 0).await?;
    program.predict().await?;
    let rule = "return [...document.styleSheets]
        .filter((sheet) => sheet.href?.endsWith('/predict.css'))
        .flatMap((sheet) => [...sheet.cssRules])
        .filter((rule) => rule.media?.mediaText === 'print')
        .some((rule) => [...rule.cssRules].some(({ selectorText, style }) =>
            document.querySelector('main pre[hidden]').matches(selectorText)
            && style.display === 'block'))";
    assert_eq!(browser.run(rule, vec![]).await?, Value::Bool(true));
    browser.close().await
}
