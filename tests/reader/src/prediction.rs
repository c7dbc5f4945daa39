//! What a reader says that a program prints, before looking.

use crate::Program;
use serde_json::{Value, json};

impl Program<'_> {
    /// Switches predicting on, and waits for the box.
    ///
    /// # Errors
    ///
    /// When it never comes.
    pub async fn predict(&self) -> anyhow::Result<()> {
        let open = "() => {
            if (bar().querySelector('.predict')) return true;
            const predict = button('predict');
            if (predict?.getAttribute('aria-pressed') === 'false') predict.click();
            return false;
        }";
        self.wait(open, Value::Null).await?;
        Ok(())
    }

    /// Writes into the box, as if it were typed, in place of what is there.
    ///
    /// # Errors
    ///
    /// When there is no box.
    pub async fn foretell(&self, text: &str) -> anyhow::Result<()> {
        let write = "() => {
            const area = bar().querySelector('.predict textarea');
            if (!area) return false;
            area.focus();
            area.select();
            document.execCommand(argument ? 'insertText' : 'delete', false, argument);
            return true;
        }";
        self.wait(write, json!(text)).await?;
        Ok(())
    }

    /// Presses a button of the box, by its words.
    ///
    /// # Errors
    ///
    /// When there is none.
    pub async fn choose(&self, words: &str) -> anyhow::Result<()> {
        let choose = "() => {
            const buttons = [...bar().querySelectorAll('.predict button')];
            const button = buttons.find((one) => one.textContent === argument);
            button?.click();
            return button && true;
        }";
        self.wait(choose, json!(words)).await?;
        Ok(())
    }

    /// Waits until the box says these words, and returns the line.
    ///
    /// # Errors
    ///
    /// When it never does.
    pub async fn judged(&self, words: &str) -> anyhow::Result<String> {
        let verdict = "() => {
            const verdict = bar().querySelector('.predict .run-status')?.textContent ?? '';
            return verdict.includes(argument) && verdict;
        }";
        let told = self.wait(verdict, json!(words)).await?;
        Ok(told.as_str().unwrap_or_default().to_owned())
    }

    /// Each line of the comparison, with the word that stands before it.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    pub async fn compared(&self) -> anyhow::Result<Value> {
        let rows = "[...bar().querySelectorAll('.predict-row')].map((row) => [
            row.querySelector('.predict-is').lastChild.textContent,
            ...[...row.querySelectorAll('code')].map((code) => code.textContent)])";
        self.ask(rows).await
    }

    /// Whether the page shows what the program prints.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    pub async fn is_told(&self) -> anyhow::Result<bool> {
        let output = "document.querySelector('main code.language-text').checkVisibility()";
        Ok(self.ask(output).await? == json!(true))
    }
}
