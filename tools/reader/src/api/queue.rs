//! Whose turn it is: few runs at once, and the others in the order in which they
//! came.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// A queue for something of which there are few.
#[derive(Debug)]
pub(super) struct Queue {
    state: Mutex<State>,
    /// How many may have a turn at once.
    turns: usize,
    /// How many may wait.
    seats: usize,
    /// Told whenever somebody leaves.
    moved: watch::Sender<()>,
}

#[derive(Debug, Default)]
struct State {
    /// How many have a turn.
    taken: usize,
    /// The numbers of those that wait.
    waiting: VecDeque<u64>,
    /// The next number.
    next: u64,
}

/// A place in the queue; given up when dropped.
#[derive(Debug)]
pub(super) struct Place {
    queue: Arc<Queue>,
    number: u64,
    has_turn: bool,
}

impl Queue {
    pub(super) fn new(turns: usize, seats: usize) -> Arc<Queue> {
        Arc::new(Queue {
            state: Mutex::default(),
            turns,
            seats,
            moved: watch::Sender::default(),
        })
    }

    /// A place at the end; none when all seats are taken.
    pub(super) fn join(self: &Arc<Queue>) -> Option<Place> {
        let mut state = self.state();
        let has_turn = state.waiting.is_empty() && state.taken < self.turns;
        if !has_turn && state.waiting.len() == self.seats {
            return None;
        }
        let number = state.next;
        state.next += 1;
        if has_turn {
            state.taken += 1;
        } else {
            state.waiting.push_back(number);
        }
        Some(Place {
            queue: self.clone(),
            number,
            has_turn,
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing panics while it is locked.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// Its number, which no other place has.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// Waits for this place's turn, and calls `tell` with how many are before it
    /// whenever that has changed.
    pub(super) async fn turn(&mut self, tell: impl Fn(usize)) {
        let mut moved = self.queue.moved.subscribe();
        let mut told = None;
        while !self.has_turn {
            let ahead = self.step();
            if ahead.is_some() && ahead != told {
                told = ahead;
                tell(told.unwrap_or_default());
            }
            if ahead.is_some() && moved.changed().await.is_err() {
                return; // never: the queue lives as long as this place
            }
        }
    }

    /// Takes the turn if it has come; else says how many are before it.
    fn step(&mut self) -> Option<usize> {
        let mut state = self.queue.state();
        let ahead = state
            .waiting
            .iter()
            .position(|number| *number == self.number)?;
        if ahead == 0 && state.taken < self.queue.turns {
            state.waiting.pop_front();
            state.taken += 1;
            self.has_turn = true;
            drop(state);
            // The next one may be first now, with another turn free.
            self.queue.moved.send_replace(());
            return None;
        }
        Some(ahead + 1)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut state = self.queue.state();
        if self.has_turn {
            state.taken -= 1;
        } else {
            state.waiting.retain(|number| *number != self.number);
        }
        drop(state);
        self.queue.moved.send_replace(());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::FutureExt;

    fn has_turn(place: &mut Place) -> bool {
        place.turn(|_| {}).now_or_never().is_some()
    }

    #[test]
    fn turns_come_in_order() {
        let queue = Queue::new(1, 2);
        let mut first = queue.join().unwrap();
        let (mut second, mut third) = (queue.join().unwrap(), queue.join().unwrap());
        assert!(queue.join().is_none(), "there are two seats");
        assert!(has_turn(&mut first));
        assert!(!has_turn(&mut second));
        drop(first);
        assert!(!has_turn(&mut third), "the second comes first");
        assert!(has_turn(&mut second));
        drop(second);
        assert!(has_turn(&mut third));
    }

    #[test]
    fn who_leaves_makes_room() {
        let queue = Queue::new(1, 1);
        let first = queue.join().unwrap();
        let second = queue.join().unwrap();
        drop(second);
        let mut third = queue.join().unwrap();
        drop(first);
        assert!(has_turn(&mut third));
    }

    #[tokio::test]
    async fn a_change_is_told() {
        let queue = Queue::new(1, 3);
        let (first, second) = (queue.join().unwrap(), queue.join().unwrap());
        let mut third = queue.join().unwrap();
        let (sender, mut told) = tokio::sync::mpsc::unbounded_channel();
        let waits = tokio::spawn(async move {
            third.turn(|ahead| sender.send(ahead).unwrap()).await;
        });
        assert_eq!(told.recv().await, Some(2));
        drop(second);
        assert_eq!(told.recv().await, Some(1));
        drop(first);
        waits.await.unwrap();
        assert_eq!(told.recv().await, None);
    }
}
