//! One browser and its driver, gone when dropped.

use anyhow::{Context, ensure};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// Chromium without a window, and without anything that asks the network.
const ARGUMENTS: [&str; 9] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
];

/// A browser.
#[derive(Debug)]
pub struct Browser {
    client: Client,
    driver: Child,
}

impl Browser {
    /// Starts a driver on a free port, and a browser.
    ///
    /// # Errors
    ///
    /// When there is none: `tests/reader/install` installs both.
    pub async fn open() -> anyhow::Result<Browser> {
        Browser::start(json!({ "args": ARGUMENTS })).await
    }

    /// The same browser for a reader who has switched scripts off.
    ///
    /// # Errors
    ///
    /// As for `open`.
    pub async fn open_without_scripts() -> anyhow::Result<Browser> {
        let off = json!({ "profile.managed_default_content_settings.javascript": 2 });
        Browser::start(json!({ "args": ARGUMENTS, "prefs": off })).await
    }

    async fn start(options: Value) -> anyhow::Result<Browser> {
        let mut command = Command::new("chromedriver");
        // It leads a group, so that the browser ends with it whatever happens.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut driver = command
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("no chromedriver: tests/reader/install installs it")?;
        let stdout = driver.stdout.take().context("it is piped")?;
        let url = driver_url(BufReader::new(stdout))?;
        let mut capabilities = Capabilities::new();
        capabilities.insert("goog:chromeOptions".into(), options);
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&url)
            .await
            .context("chromedriver starts no browser")?;
        Ok(Browser { client, driver })
    }

    /// Opens a page in a window of this width.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    pub async fn visit(&self, url: &str, width: u32) -> anyhow::Result<()> {
        self.client.set_window_size(width, 900).await?;
        self.client.goto(url).await?;
        Ok(())
    }

    /// Chooses a theme, as the page's own menu does, and loads the page again.
    ///
    /// # Errors
    ///
    /// When the page does not take it.
    pub async fn choose_theme(&self, theme: &str) -> anyhow::Result<()> {
        let choose = "localStorage.setItem('mdbook-theme', arguments[0])";
        self.run(choose, vec![json!(theme)]).await?;
        self.client.refresh().await?;
        let is_chosen = "return document.documentElement.classList.contains(arguments[0])";
        let chosen = self.run(is_chosen, vec![json!(theme)]).await?;
        ensure!(chosen == json!(true), "the page has not become {theme}");
        Ok(())
    }

    /// Runs a script on the page, and returns what it returns.
    ///
    /// # Errors
    ///
    /// When the script throws.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> anyhow::Result<Value> {
        Ok(self.client.execute(script, arguments).await?)
    }

    /// Runs a script that calls its last argument with its result.
    ///
    /// # Errors
    ///
    /// When the script throws, or takes longer than the driver waits.
    pub async fn run_async(&self, script: &str, arguments: Vec<Value>) -> anyhow::Result<Value> {
        Ok(self.client.execute_async(script, arguments).await?)
    }

    /// Presses a key, by WebDriver's name of it, where the focus is.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    pub async fn press(&self, key: char) -> anyhow::Result<()> {
        let keys = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key });
        Ok(self.client.perform_actions(keys).await?)
    }

    /// Presses a key while another is held down.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    pub async fn press_with(&self, held: char, key: char) -> anyhow::Result<()> {
        let keys = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: held })
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key })
            .then(KeyAction::Up { value: held });
        Ok(self.client.perform_actions(keys).await?)
    }

    /// Gives the window another width.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    pub async fn resize(&self, width: u32) -> anyhow::Result<()> {
        Ok(self.client.set_window_size(width, 900).await?)
    }

    /// Opens a new tab, and goes on there.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    pub async fn open_tab(&self) -> anyhow::Result<()> {
        let tab = self.client.new_window(true).await?;
        Ok(self.client.switch_to_window(tab.handle).await?)
    }

    /// Goes on in a tab, by its number in the order in which they were opened.
    ///
    /// # Errors
    ///
    /// When there are fewer.
    pub async fn switch_to(&self, tab: usize) -> anyhow::Result<()> {
        let mut tabs = self.client.windows().await?;
        ensure!(tab < tabs.len(), "there are {} tabs", tabs.len());
        Ok(self.client.switch_to_window(tabs.swap_remove(tab)).await?)
    }

    /// The page's HTML as it is now.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    pub async fn source(&self) -> anyhow::Result<String> {
        Ok(self.client.source().await?)
    }

    /// What the window shows, as a PNG.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    pub async fn screenshot(&self) -> anyhow::Result<Vec<u8>> {
        Ok(self.client.screenshot().await?)
    }

    /// Closes the browser.
    ///
    /// # Errors
    ///
    /// When it does not answer.
    pub async fn close(self) -> anyhow::Result<()> {
        self.client.clone().close().await?;
        Ok(())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        #[cfg(unix)]
        if let Ok(leader) = i32::try_from(self.driver.id())
            && let Some(leader) = rustix::process::Pid::from_raw(leader)
        {
            let _ended = rustix::process::kill_process_group(leader, rustix::process::Signal::KILL);
        }
        // What has ended already can't be killed.
        let _ended = self.driver.kill();
        let _gone = self.driver.wait();
    }
}

/// Reads what the driver says until it names its port.
fn driver_url(said: impl BufRead) -> anyhow::Result<String> {
    for line in said.lines() {
        let line = line?;
        if let Some((_, port)) = line.split_once("started successfully on port ") {
            let port = port.trim_end_matches('.');
            return Ok(format!("http://127.0.0.1:{port}"));
        }
    }
    anyhow::bail!("chromedriver ended before it had a port")
}
