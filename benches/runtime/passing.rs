//! Numbers that one task passes to another.

use crate::contender::Channel;

/// How many.
pub(crate) const NUMBERS: u64 = 20_000;
/// How many of them the channel holds.
pub(crate) const CAPACITY: usize = 64;

/// One task puts numbers in, and another takes them out.
pub(crate) async fn pass<C: Channel>() {
    let (mut sender, mut receiver) = C::channel(CAPACITY);
    let sending = C::spawn(async move {
        for number in 0..NUMBERS {
            C::send(&mut sender, number).await;
        }
    });
    let receiving = C::spawn(async move {
        let mut sum = 0;
        while let Some(number) = C::receive(&mut receiver).await {
            sum += number;
        }
        sum
    });
    sending.await;
    let sum = receiving.await;
    assert_eq!(sum, (0..NUMBERS).sum(), "a number is missing");
}
