//! A program of an open page, with its buttons, editor and results.

use crate::Browser;
use anyhow::ensure;
use serde_json::{Value, json};

/// What every script here begins with: the bar below the program, a button of it,
/// and a wait for something to be so.
const PRELUDE: &str = "\
const [number, argument] = arguments;
const done = arguments[arguments.length - 1];
const bar = () => document.querySelectorAll('.run')[number];
const button = (does) => bar()?.querySelector(`[data-does=${does}]:not([hidden])`);
const status = () => bar()?.querySelector(':scope > .run-status').textContent ?? '';
const until = (is, then) => { const value = is(); value ? then(value) : setTimeout(until, 5, is, then); };
";

/// A program, by its number on the page, from 0.
#[derive(Debug, Clone, Copy)]
pub struct Program<'a> {
    browser: &'a Browser,
    number: usize,
}

impl<'a> Program<'a> {
    /// The program of the page that the browser shows, when it has its buttons.
    ///
    /// # Errors
    ///
    /// When it never gets them.
    pub async fn on(browser: &'a Browser, number: usize) -> anyhow::Result<Program<'a>> {
        let program = Program { browser, number };
        program.wait("() => button('run')", Value::Null).await?;
        Ok(program)
    }

    /// Presses a button: `run`, `stop`, `edit`, `reset` or `cure`.
    ///
    /// # Errors
    ///
    /// When there is none of that name now.
    pub async fn press(&self, does: &str) -> anyhow::Result<()> {
        self.wait("() => (button(argument)?.click(), true)", json!(does))
            .await?;
        Ok(())
    }

    /// Replaces the text in the editor, as if it were typed, and opens the editor
    /// if need be.
    ///
    /// # Errors
    ///
    /// When the editor does not take it.
    pub async fn write(&self, text: &str) -> anyhow::Result<()> {
        let write = "() => {
            // An edit that was kept is opened when it comes into view.
            bar().scrollIntoView();
            button('edit')?.click();
            const area = bar().querySelector('.run-editor textarea');
            if (!area) return false;
            area.focus();
            area.select();
            document.execCommand('insertText', false, argument);
            return [area.value];
        }";
        let written = self.wait(write, json!(text)).await?;
        ensure!(written == json!([text]), "the editor has {written}");
        Ok(())
    }

    /// The text in the editor; null if it is closed.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    pub async fn text(&self) -> anyhow::Result<Value> {
        self.ask("bar().querySelector('.run-editor textarea')?.value ?? null")
            .await
    }

    /// Waits until the line below the program says these words, and returns it.
    ///
    /// # Errors
    ///
    /// When it never does.
    pub async fn says(&self, words: &str) -> anyhow::Result<String> {
        let told = self
            .wait(
                "() => status().includes(argument) && status()",
                json!(words),
            )
            .await?;
        Ok(told.as_str().unwrap_or_default().to_owned())
    }

    /// Waits for the figure of the run.
    ///
    /// # Errors
    ///
    /// When it never comes.
    pub async fn figure(&self) -> anyhow::Result<()> {
        let figure = "() => bar().querySelector('.run-results figure svg') && true";
        self.wait(figure, Value::Null).await?;
        Ok(())
    }

    /// All that was printed to `stdout` or `stderr`, or what the compiler said:
    /// `refused` or `warned`.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    pub async fn printed(&self, part: &str) -> anyhow::Result<String> {
        let texts = format!(
            "[...bar().querySelectorAll('.run-results .run-{part} pre')]
                .map((text) => text.textContent).join('')"
        );
        Ok(self
            .ask(&texts)
            .await?
            .as_str()
            .unwrap_or_default()
            .to_owned())
    }

    /// What an expression is for this program; it may use `bar()`.
    ///
    /// # Errors
    ///
    /// When it throws.
    pub async fn ask(&self, expression: &str) -> anyhow::Result<Value> {
        let script = format!("{PRELUDE}return {expression};");
        self.browser.run(&script, vec![json!(self.number)]).await
    }

    /// Waits until a function returns something, and returns that.
    pub(crate) async fn wait(&self, function: &str, argument: Value) -> anyhow::Result<Value> {
        let script = format!("{PRELUDE}until({function}, done);");
        let waited = self
            .browser
            .run_async(&script, vec![json!(self.number), argument]);
        match waited.await {
            Ok(value) => Ok(value),
            Err(error) => {
                let said = self.ask("[status(), bar()?.querySelector('.run-results').textContent]");
                let said = said.await.unwrap_or_default();
                Err(error.context(format!("waited for {function}; the page says {said}")))
            }
        }
    }
}
