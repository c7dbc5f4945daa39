//! Run, pressed in a browser: how long until the page says how the program ended,
//! until its figure is there, and how long a run takes to stop.

use crate::CHAPTER;
use crate::peers::Peers;
use anyhow::{Context, ensure};
use benches::{Series, progress};
use reader_tests::{Browser, Reading};
use serde_json::json;
use std::time::{Duration, Instant};

/// Puts a program into the editor of the page's first one.
const WRITE: &str = "\
const [program, done] = arguments;
const bar = document.querySelector('.run');
bar.querySelector('[data-does=edit]:not([hidden])')?.click();
const write = () => {
    const area = bar.querySelector('textarea');
    if (!area) return setTimeout(write, 10);
    area.focus();
    area.select();
    document.execCommand('insertText', false, program);
    done(area.value === program);
};
write();";

/// Presses Run, and returns seconds until the end is told, and until there is a
/// figure.
const CLICK: &str = "\
const done = arguments[0];
const bar = document.querySelector('.run');
const begun = performance.now();
let ended = null;
const look = () => {
    const now = (performance.now() - begun) / 1000;
    if (ended === null && bar.querySelector('.run-status').textContent.includes('exit status')) {
        ended = now;
    }
    if (ended !== null && bar.querySelector('.run-results figure svg')) {
        watcher.disconnect();
        done([ended, now]);
    }
};
const watcher = new MutationObserver(look);
bar.querySelector('[data-does=run]').click();
watcher.observe(bar, { subtree: true, childList: true, characterData: true });";

/// A program that never ends.
const ENDLESS: &str = "fn main() {\n    loop {\n        std::hint::spin_loop();\n    }\n}\n";

/// Presses Run and returns at once; and the same of Escape.
const BEGIN: &str = "document.querySelector('.run [data-does=run]').click();";
const ESCAPE: &str = "\
const bar = document.querySelector('.run');
const key = { key: 'Escape', bubbles: true, cancelable: true };
bar.querySelector('textarea').dispatchEvent(new KeyboardEvent('keydown', key));";

/// Far longer than it takes.
const DEADLINE: Duration = Duration::from_secs(8);

/// All times in seconds.
#[derive(Debug, Default)]
pub(crate) struct Runs {
    pub(crate) output: Series,
    pub(crate) figure: Series,
    pub(crate) rustc: Series,
    pub(crate) cargo: Series,
    pub(crate) stop: Series,
    /// The sandbox that programs ran in.
    pub(crate) level: String,
}

/// Does all of it in turn.
pub(crate) async fn measure(peers: &Peers, rounds: u32) -> anyhow::Result<Runs> {
    progress::say(format_args!("{rounds} runs in the browser and beside it"));
    let reading = Reading::open(&[], &[]);
    let mut runs = Runs {
        level: reading.level().context("programs can't be run here")?,
        ..Runs::default()
    };
    let browser = Browser::open().await?;
    let page = format!("first-runs/{CHAPTER}.html");
    browser.visit(&reading.url(&page), 1280).await?;
    for round in 0..rounds {
        let program = peers.edited(round);
        write(&browser, &program).await?;
        let seconds = browser.run_async(CLICK, Vec::new()).await?;
        let number = |place: usize| seconds[place].as_f64().context("the page tells no time");
        runs.output.push(number(0)?);
        runs.figure.push(number(1)?);
        runs.rustc.push(peers.rustc(&program)?);
        runs.cargo.push(peers.cargo()?);
        runs.stop.push(stop(&browser, &reading).await?);
    }
    browser.close().await?;
    Ok(runs)
}

async fn write(browser: &Browser, program: &str) -> anyhow::Result<()> {
    let written = browser.run_async(WRITE, vec![json!(program)]).await?;
    ensure!(
        written == json!(true),
        "the editor did not take the program"
    );
    Ok(())
}

/// Seconds from Escape until nothing of the run is left.
async fn stop(browser: &Browser, reading: &Reading) -> anyhow::Result<f64> {
    write(browser, ENDLESS).await?;
    browser.run(BEGIN, Vec::new()).await?;
    // The sandbox, what is first in it, and the program.
    until(|| reading.descendants() >= 3).await?;
    let begun = Instant::now();
    browser.run(ESCAPE, Vec::new()).await?;
    until(|| reading.descendants() == 0).await?;
    Ok(begun.elapsed().as_secs_f64())
}

async fn until(is_so: impl Fn() -> bool) -> anyhow::Result<()> {
    let begun = Instant::now();
    while !is_so() {
        ensure!(begun.elapsed() < DEADLINE, "waited for too long");
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    Ok(())
}
