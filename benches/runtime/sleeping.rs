//! Tasks that sleep at the same time.

use crate::contender::Timers;
use crate::countdown::Countdown;
use std::time::Duration;

/// How many tasks sleep.
pub(crate) const SLEEPING: usize = 10_000;
/// How long the longest does, nearly.
pub(crate) const LONGEST: Duration = Duration::from_millis(10);

/// Each task sleeps for a time of its own, in no order.
pub(crate) async fn sleeps<C: Timers>() {
    let countdown = Countdown::from(SLEEPING);
    let step = LONGEST / SLEEPING as u32;
    for task in 0..SLEEPING {
        let countdown = countdown.clone();
        // A prime, so that every step is taken once.
        let steps = task * 7_919 % SLEEPING;
        C::detach(async move {
            C::sleep(step * steps as u32).await;
            countdown.count();
        });
    }
    countdown.zero().await;
}
