//! The survey of the mountains, on whatever stage.

use futures::StreamExt;
use futures::future::{BoxFuture, FutureExt};
use futures::stream::FuturesUnordered;
use std::fmt;
use std::future::Future;
use std::time::Duration;

// ANCHOR: survey
/// The stations: what each answers, and after how many milliseconds.
const STATIONS: [(Answer, u64); 3] = [
    (("valley", 14), 20),
    (("ridge", 3), 30),
    (("summit", -6), 40),
];

/// A station and its temperature, in °C.
pub type Answer = (&'static str, i32);

/// A station is asked, and answers.
pub type Reading = BoxFuture<'static, Answer>;

/// Asks all stations at the same time. How a reading sleeps is the stage's affair, and
/// who polls it: `start` begins a reading, and gives a future of its answer.
pub async fn survey<S, A>(sleep: impl Fn(Duration) -> S, start: impl Fn(Reading) -> A) -> Survey
where
    S: Future<Output = ()> + Send + 'static,
    A: Future<Output = Answer>,
{
    let readings = STATIONS.map(|(answer, after)| {
        let sleep = sleep(Duration::from_millis(after));
        start(sleep.map(move |()| answer).boxed())
    });
    let mut answers = FuturesUnordered::from_iter(readings);
    let mut survey = Survey::default();
    while let Some((station, celsius)) = answers.next().await {
        survey.log.push(station);
        survey.sum += celsius;
    }
    survey
}
// ANCHOR_END: survey

/// What the keeper writes down.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Survey {
    /// The stations, in the order of their answers.
    pub log: Vec<&'static str>,
    /// The sum of their temperatures.
    pub sum: i32,
}

impl fmt::Display for Survey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} °C in all", self.log.join(", "), self.sum)
    }
}
