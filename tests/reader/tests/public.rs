//! A public copy of the book, as `mdbook build` makes it, runs programs on the
//! Rust Playground: after a click, and never before.

use reader_tests::{Book, Browser, Playground, Program, Reading, THEMES, lines, root};
use serde_json::{Value, json};
use std::fs;

const WIDE: u32 = 1280;
const PHONE: u32 = 390;
const PAGE: &str = "first-runs/concurrency.html";

fn output() -> String {
    fs::read_to_string(root().join("examples/concurrency.out")).unwrap()
}

/// A copy, who runs its programs, and a browser that has it open.
async fn opened() -> anyhow::Result<(Playground, Book, Browser)> {
    let playground = Playground::open().await?;
    let book = Book::open_with_playground(&playground.url()).await?;
    let browser = Browser::open().await?;
    browser.visit(&book.url(PAGE), WIDE).await?;
    Ok((playground, book, browser))
}

/// All that the page has asked for so far.
async fn asked(browser: &Browser) -> anyhow::Result<Vec<String>> {
    let asked = "return performance.getEntriesByType('resource').map((entry) => entry.name)";
    Ok(lines(&browser.run(asked, vec![]).await?))
}

#[tokio::test]
async fn before_a_click_nobody_else_is_asked() -> anyhow::Result<()> {
    let (playground, browser) = (Playground::open().await?, Browser::open().await?);
    // Once as it is published, and once where a request would be answered.
    for book in [
        Book::open().await?,
        Book::open_with_playground(&playground.url()).await?,
    ] {
        for page in &book.pages {
            browser.visit(&book.url(page), WIDE).await?;
            let has_programs = "return [...document.querySelectorAll('pre > code.language-rust')]
                .some((code) => !code.classList.contains('listing'))";
            if browser.run(has_programs, vec![]).await? == json!(true) {
                let program = Program::on(&browser, 0).await?;
                program.ask("button('run').focus()").await?;
            }
            let asked = asked(&browser).await?;
            let elsewhere = asked.iter().find(|url| !url.starts_with(&book.url("")));
            assert_eq!(elsewhere, None, "{page}");
        }
    }
    assert!(playground.asked().is_empty());
    browser.close().await
}

#[tokio::test]
async fn run_says_where_a_program_goes_and_shows_what_it_printed() -> anyhow::Result<()> {
    let (playground, _book, browser) = opened().await?;
    let program = Program::on(&browser, 0).await?;
    let told =
        "document.getElementById(button('run').getAttribute('aria-describedby')).textContent";
    let announced = "Run sends this program to play.rust-lang.org.";
    assert_eq!(program.ask(told).await?, json!(announced));
    // No address of a page can send it elsewhere.
    playground.prints("<b>printed</b>\n");
    program.press("run").await?;
    let said = program.says("exit status: 0").await?;
    assert!(said.contains("on play.rust-lang.org"), "{said}");
    assert_eq!(program.printed("stdout").await?, "<b>printed</b>\n");
    assert_eq!(program.printed("stderr").await?, "");
    let asked = playground.asked();
    let [(headers, body)] = asked.as_slice() else {
        panic!("one request: {asked:?}");
    };
    for unwanted in ["cookie", "referer"] {
        assert!(!headers.contains_key(unwanted), "{unwanted}");
    }
    let code = fs::read_to_string(root().join("examples/concurrency.rs"))?;
    let expected = json!({ "channel": "stable", "mode": "debug", "edition": "2024",
        "crateType": "bin", "tests": false, "backtrace": false, "code": code });
    assert_eq!(serde_json::from_str::<Value>(body)?, expected);
    browser.close().await
}

#[tokio::test]
async fn an_edit_is_sent_and_a_prediction_compared() -> anyhow::Result<()> {
    let (playground, _book, browser) = opened().await?;
    let program = Program::on(&browser, 0).await?;
    program.predict().await?;
    program.write("fn main() {}").await?;
    program.foretell("one").await?;
    playground.prints("one\n");
    program.choose("Run and compare").await?;
    program.judged("Right: the line is").await?;
    let asked = playground.asked();
    let body: Value = serde_json::from_str(&asked[0].1)?;
    assert_eq!(body["code"], json!("fn main() {}\n"));
    browser.close().await
}

#[tokio::test]
async fn rustcs_words_and_panics_are_told_apart() -> anyhow::Result<()> {
    let (playground, _book, browser) = opened().await?;
    let program = Program::on(&browser, 0).await?;
    let refused = "   Compiling playground v0.0.1 (/playground)\n\
        error[E0308]: mismatched types\n --> src/main.rs:3:9\n\n\
        error: could not compile `playground` (bin \"playground\") due to 1 previous error\n";
    let exit = "Exited with status 101";
    playground.answer(
        200,
        &json!({ "success": false, "exitDetail": exit, "stdout": "", "stderr": refused }),
    );
    program.press("run").await?;
    let said = program.says("refused").await?;
    assert!(said.contains("1 error, at line 3"), "{said}");
    let words = program.printed("refused").await?;
    assert!(words.starts_with("error[E0308]"), "{words}");

    let panicked = "    Finished `dev` profile in 0.58s\n     Running `target/debug/playground`\n\
        thread 'main' panicked at src/main.rs:2:5:\n";
    playground.answer(
        200,
        &json!({ "success": false, "exitDetail": exit, "stdout": "a\n", "stderr": panicked }),
    );
    program.press("run").await?;
    program.says("exit status: 101").await?;
    assert_eq!(program.printed("stdout").await?, "a\n");
    let stderr = program.printed("stderr").await?;
    assert_eq!(stderr, "thread 'main' panicked at src/main.rs:2:5:\n");
    browser.close().await
}

#[tokio::test]
async fn what_cannot_be_run_is_shown_as_it_was_recorded() -> anyhow::Result<()> {
    let (playground, book, browser) = opened().await?;
    let program = Program::on(&browser, 0).await?;
    playground.answer(500, &json!({ "error": "no <i>room</i>" }));
    program.press("run").await?;
    program.says("did not run it: no <i>room</i>").await?;
    assert_eq!(
        format!("{}\n", program.printed("recorded").await?),
        output()
    );

    program.write("use rand::random;\nfn main() {}").await?;
    let announced = "bar().querySelector('.run-where').textContent";
    let announced = program.ask(announced).await?;
    assert_eq!(
        announced,
        json!("Run shows the recorded output: the program uses rand.")
    );
    program.press("run").await?;
    let said = program.says("uses rand").await?;
    assert!(said.contains("the book's own program said"), "{said}");
    assert_eq!(playground.asked().len(), 1);
    browser.close().await?;

    // Nobody listens there.
    let nobody = Book::open_with_playground("http://127.0.0.1:1/execute").await?;
    let browser = Browser::open().await?;
    browser.visit(&nobody.url(PAGE), WIDE).await?;
    let program = Program::on(&browser, 0).await?;
    program.press("run").await?;
    program.says("does not answer").await?;
    assert_eq!(
        format!("{}\n", program.printed("recorded").await?),
        output()
    );
    drop(book);
    browser.close().await
}

#[tokio::test]
async fn the_readers_pages_have_their_own_server_alone() -> anyhow::Result<()> {
    let (reading, browser) = (Reading::open(&[], &[]), Browser::open().await?);
    browser.visit(&reading.url(PAGE), WIDE).await?;
    Program::on(&browser, 0).await?;
    let asked = asked(&browser).await?;
    let is_public = |url: &&String| url.contains("public") || url.contains("playground");
    assert_eq!(asked.iter().find(is_public), None);
    assert_eq!(
        browser
            .run(
                "return document.querySelectorAll('.run').length
                    - document.querySelectorAll('.run-bar').length",
                vec![]
            )
            .await?,
        json!(0),
        "each program has one bar"
    );
    browser.close().await
}

#[tokio::test]
async fn axe_finds_nothing_on_a_public_page() -> anyhow::Result<()> {
    let (playground, _book, browser) = opened().await?;
    let mut violations = Vec::new();
    for theme in THEMES {
        browser.choose_theme(theme).await?;
        for width in [WIDE, PHONE] {
            browser.resize(width).await?;
            let program = Program::on(&browser, 0).await?;
            playground.answer(500, &json!({}));
            program.press("run").await?;
            program.says("status 500").await?;
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
