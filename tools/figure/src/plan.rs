//! How the figures of a book are drawn and checked, as its `figures.toml` says.

use recording::Event;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What one figure needs besides its recording: an entry of `figures.toml`,
/// under the slug of its chapter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// What the figure is called.
    pub title: String,
    /// What is drawn.
    #[serde(default)]
    pub draws: Draws,
    /// How the run is divided.
    #[serde(default)]
    pub panels: Panels,
    /// The clock that the program's events stand on.
    #[serde(default)]
    pub clock: Clock,
}

/// What a figure shows of a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Draws {
    /// What its tasks did, and when.
    #[default]
    Tasks,
    /// Where values stood in memory, as the program printed it.
    Memory,
}

/// How a run is divided into panels, which are drawn below one another on one
/// scale, each from its own zero.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Panels {
    /// One, the whole run.
    #[default]
    One,
    /// One for each line that is printed, which ends it and gives it its title:
    /// the words before its colon.
    EachLine,
}

/// What the times of a recording are worth.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Clock {
    /// The program pauses tokio's clock: every recording is the same.
    #[default]
    Paused,
    /// Times differ from run to run, and so may the order of what workers do.
    Real,
    /// The program waits for nothing: its events have an order and no times.
    None,
}

impl Clock {
    /// Takes from events what is told by no clock of this kind: their times, if
    /// there is none.
    pub fn apply(self, events: &mut [Event]) {
        if self == Clock::None {
            for event in events {
                event.at = 0;
            }
        }
    }
}

/// The figures of a book, by the slugs of their chapters.
///
/// # Errors
///
/// When the text is no TOML, or an entry has no title or an unknown key.
pub fn plans(text: &str) -> Result<BTreeMap<String, Plan>, toml::de::Error> {
    toml::from_str(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_entry_does_not_say_is_the_simplest() {
        let plans = plans("[blocking]\ntitle = \"a beacon\"\n").unwrap();
        let plan = &plans["blocking"];
        assert_eq!((plan.panels, plan.clock), (Panels::One, Clock::Paused));
    }

    #[test]
    fn an_unknown_key_is_refused() {
        let error = plans("[blocking]\ntitle = \"a\"\npanel = \"one\"\n").unwrap_err();
        assert!(error.to_string().contains("panel"), "{error}");
    }
}
