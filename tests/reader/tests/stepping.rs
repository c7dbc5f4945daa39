//! A figure is gone through event by event: the page's own, and that of a run.

use reader_tests::{Browser, Program, Reading, THEMES};
use serde_json::{Value, json};

const WIDE: u32 = 1280;
const PHONE: u32 = 390;
const PAGE: &str = "first-runs/joining.html";

const TAB: char = '\u{e004}';
const ENTER: char = '\u{e007}';
const ESCAPE: char = '\u{e00c}';
const END: char = '\u{e010}';
const LEFT: char = '\u{e012}';
const RIGHT: char = '\u{e014}';

/// A program that is not the book's.
const EDITED: &str = "\
#[tokio::main(flavor = \"current_thread\")]
async fn main() {
    let task = tokio::spawn(async {
        println!(\"spawned\");
    });
    task.await.unwrap();
}";

/// What every script here may use: the figure of the page, or that of the run, its
/// player, and what is marked.
const PRELUDE: &str = "\
const [place] = arguments;
const done = arguments[arguments.length - 1];
const figures = [...document.querySelectorAll('main .figure-run')];
const figure = () => figures.find((one) => !!one.closest('.run') === (place === 'run'));
const button = () => figure().querySelector('button[aria-expanded]');
const player = () => figure().querySelector('.player');
const event = () => player()?.querySelector('.player-event')?.textContent ?? '';
const cursor = () => figure().querySelector('.player-cursor')?.getAttribute('d') ?? null;
const states = () => [...player().querySelectorAll('dd')].map((one) => one.textContent);
const until = (is, then) => { const value = is(); value ? then(value) : setTimeout(until, 5, is, then); };
";

/// A player, by where its figure is: `page` or `run`.
struct Player<'a>(&'a Browser, &'a str);

impl Player<'_> {
    async fn ask(&self, expression: &str) -> anyhow::Result<Value> {
        let script = format!("{PRELUDE}return {expression};");
        self.0.run(&script, vec![json!(self.1)]).await
    }

    /// Waits until this is so.
    async fn wait(&self, expression: &str) -> anyhow::Result<()> {
        let script = format!("{PRELUDE}until(() => {expression}, () => done(true));");
        self.0.run_async(&script, vec![json!(self.1)]).await?;
        Ok(())
    }

    async fn open(&self) -> anyhow::Result<()> {
        self.ask("button().click()").await?;
        self.wait("event()").await
    }

    /// How far to the right the cursor stands.
    async fn x(&self) -> anyhow::Result<f64> {
        let x = self.ask("parseFloat(cursor().slice(1))").await?;
        Ok(x.as_f64().expect("there is a cursor"))
    }
}

/// The text of the line on which the mark lies, where the program is shown.
const MARKED: &str = "(() => {
    const mark = document.querySelector('.player-mark');
    mark.scrollIntoView({ block: 'center' });
    const { top, height, left } = mark.getBoundingClientRect();
    const range = document.caretRangeFromPoint(left + 60, top + height / 2);
    const code = mark.parentElement.querySelector('code');
    const before = document.createRange();
    before.setStart(code, 0);
    before.setEnd(range.startContainer, range.startOffset);
    return code.textContent.split('\\n')[before.toString().split('\\n').length - 1].trim();
})()";

#[tokio::test]
async fn a_pages_figure_is_stepped_with_the_keyboard() -> anyhow::Result<()> {
    let (reading, browser) = (Reading::open(&[], &[]), Browser::open().await?);
    browser.visit(&reading.url(PAGE), WIDE).await?;
    Program::on(&browser, 0).await?;
    let player = Player(&browser, "page");
    // From the picture, Tab leads to the button.
    let picture = "figure().querySelector('.figure-box').focus()";
    player.ask(picture).await?;
    browser.press(TAB).await?;
    browser.press(ENTER).await?;
    player.wait("event()").await?;
    let first = player.ask("event()").await?;
    assert_eq!(first, json!("1: main is given to block_on"));
    let address = browser.run("return location.pathname", vec![]).await?;

    let mut places = vec![player.x().await?];
    for _ in 0..3 {
        browser.press(RIGHT).await?;
        places.push(player.x().await?);
    }
    assert!(places.is_sorted() && places[0] < places[3], "{places:?}");
    browser.press(LEFT).await?;
    assert_eq!(player.x().await?, places[2]);
    let third = player.ask("event()").await?;
    assert_eq!(third, json!("3: read 1 is spawned by main"));
    let line = "let valley = tokio::spawn(read(\"valley\"));";
    assert_eq!(player.ask(MARKED).await?, json!(line));
    let states = player.ask("states()").await?;
    let unmade = "not yet made";
    let expected = json!(["being polled on m", "in the run queue", unmade, unmade]);
    assert_eq!(states, expected);

    browser.press(END).await?;
    let states = player.ask("states()").await?;
    assert_eq!(states, json!(["done", "done", "panicked", "dropped"]));
    // Past the end there is nothing, and mdBook does not turn the page.
    browser.press(RIGHT).await?;
    browser.press(TAB).await?;
    browser.press(RIGHT).await?;
    let now = browser.run("return location.pathname", vec![]).await?;
    assert_eq!(now, address);

    browser.press(ESCAPE).await?;
    let left = "[player(), cursor(), document.querySelector('.player-mark'),
        button() === document.activeElement]";
    assert_eq!(player.ask(left).await?, json!([null, null, null, true]));
    browser.close().await
}

#[tokio::test]
async fn a_run_of_an_edit_is_stepped_beside_its_text() -> anyhow::Result<()> {
    let (reading, browser) = (Reading::open(&[], &[]), Browser::open().await?);
    browser.visit(&reading.url(PAGE), WIDE).await?;
    let program = Program::on(&browser, 0).await?;
    program.write(EDITED).await?;
    program.press("run").await?;
    program.says("exit status: 0").await?;
    program.figure().await?;
    let player = Player(&browser, "run");
    player.open().await?;
    let printed = "event().includes('prints: spawned')";
    for _ in 0..30 {
        if player.ask(printed).await? == json!(true) {
            break;
        }
        browser.press(RIGHT).await?;
    }
    let said = player.ask("event()").await?;
    assert!(said.as_str().unwrap().contains("task prints: "), "{said}");
    let marked = "[...document.querySelectorAll('.player-mark-line')]
        .map((line) => line.textContent.trim())";
    let line = json!(["println!(\"spawned\");"]);
    assert_eq!(player.ask(marked).await?, line);

    // What is shown is another program now, and has no line of that run.
    program.write(&format!("\n{EDITED}")).await?;
    player
        .ask("player().querySelector('input').focus()")
        .await?;
    browser.press(LEFT).await?;
    assert_eq!(player.ask(marked).await?, json!([]));
    program.write(EDITED).await?;
    player
        .ask("player().querySelector('input').focus()")
        .await?;
    browser.press(RIGHT).await?;
    assert_eq!(player.ask(marked).await?, line);

    // A new run takes the figure away, and its mark.
    program.press("run").await?;
    program.says("exit status: 0").await?;
    assert_eq!(player.ask(marked).await?, json!([]));
    browser.close().await
}

#[tokio::test]
async fn axe_finds_nothing_in_an_open_player() -> anyhow::Result<()> {
    let (reading, browser) = (Reading::open(&[], &[]), Browser::open().await?);
    browser.visit(&reading.url(PAGE), WIDE).await?;
    let mut violations = Vec::new();
    for theme in THEMES {
        browser.choose_theme(theme).await?;
        let listen = "document.addEventListener('securitypolicyviolation',
            ({ violatedDirective }) => { window.refused = violatedDirective; })";
        browser.run(listen, vec![]).await?;
        let program = Program::on(&browser, 0).await?;
        program.press("run").await?;
        program.says("exit status: 0").await?;
        program.figure().await?;
        for place in ["page", "run"] {
            let player = Player(&browser, place);
            player.open().await?;
            for _ in 0..4 {
                browser.press(RIGHT).await?;
            }
        }
        for width in [WIDE, PHONE] {
            browser.resize(width).await?;
            let found = browser.violations().await?;
            violations.extend(found.iter().map(|line| format!("{theme}, {width}: {line}")));
            let beyond = "return document.documentElement.scrollWidth - window.innerWidth";
            let beyond = browser.run(beyond, vec![]).await?;
            if beyond.as_i64() > Some(0) {
                violations.push(format!("{theme}, {width}: {beyond} px sideways"));
            }
        }
        let refused = browser.run("return window.refused ?? null", vec![]).await?;
        assert_eq!(refused, json!(null), "the pages' policy");
        browser.resize(WIDE).await?;
    }
    browser.close().await?;
    assert!(violations.is_empty(), "\n{}", violations.join("\n"));
    Ok(())
}
